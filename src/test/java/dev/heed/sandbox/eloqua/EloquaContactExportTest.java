package dev.heed.sandbox.eloqua;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EloquaContactExportTest extends EloquaTestBase {

    private static final String FIELDS = """
            "Id":"{{Contact.Id}}","EmailAddress":"{{Contact.Field(C_EmailAddress)}}","Phone":"{{Contact.Field(C_MobilePhone)}}",
            "IsSubscribed":"{{Contact.Email.IsSubscribed}}","UpdatedAt":"{{Contact.UpdatedAt}}",
            "Newsletter":"{{Contact.Email.Group[7].IsSubscribed}}","Sms":"{{Contact.Field(C_SMS_Consent1)}}",
            "Language":"{{Contact.Field(C_Language1)}}","Wish":"{{Contact.Field(C_Contact_Wish1)}}"
            """;

    @Test
    void showsEveryContactWithItsFieldsInEveryScript() {
        List<JsonNode> rows = export("");

        JsonNode joerg = rows.stream().filter(row -> row.get("EmailAddress").asText().equals(JOERG)).findFirst().orElseThrow();
        assertThat(rows).hasSize(6);
        assertThat(joerg.get("IsSubscribed").asText()).isEqualTo("True");
        assertThat(joerg.get("Newsletter").asText()).isEmpty();
        assertThat(joerg.get("Phone").asText()).isEqualTo("+493023125005");
        assertThat(joerg.get("Language").asText()).isEqualTo("de");
        assertThat(joerg.get("Wish").asText()).isEqualTo("Bitte höchstens einmal im Monat, ohne Anruf – „danke“.");
        assertThat(joerg.get("UpdatedAt").asText()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
    }

    @Test
    void movesTheUpdateTimeForAnOwnFieldButNotForAGroup() {
        String before = updatedAt(ADA);

        eloqua.act(ADA, "Newsletter", "Subscribe");
        assertThat(updatedAt(ADA)).isEqualTo(before);
        assertThat(export("'{{Contact.Field(C_EmailAddress)}}'='" + ADA + "'").get(0).get("Newsletter").asText()).isEqualTo("True");

        eloqua.act(ADA, "C_SMS_Consent1", "Opted Out");
        assertThat(updatedAt(ADA)).isGreaterThan(before);
        assertThat(export("'{{Contact.UpdatedAt}}'>'" + before + "' AND '{{Contact.Field(C_SMS_Consent1)}}'='Opted Out'"))
                .extracting(row -> row.get("EmailAddress").asText()).containsExactly(ADA);
    }

    @Test
    void understandsTheWholeExpressionLanguageForContacts() {
        eloqua.act(NOOR, "Global", "Unsubscribe");

        assertThat(export("'{{Contact.Email.IsSubscribed}}'='False'")).hasSize(1);
        assertThat(export("NOT ('{{Contact.Field(C_Language1)}}'='de' OR '{{Contact.Field(C_Language1)}}'='EN')")).hasSize(3);
        assertThat(export("'{{Contact.Field(C_EmailAddress)}}'~'%@example.com' AND '{{Contact.Field(C_Language1)}}'!='en'")).hasSize(3);
        assertThat(export("'{{Contact.Field(C_Consent_Date1)}}'<'2999-01-01'")).isEmpty();
    }

    @Test
    void refusesADataRequestBeforeTheEndOfTheSync() {
        eloqua.syncTime(Duration.ofSeconds(2));
        String definition = client.define("/contacts/exports", "{\"name\":\"state\",\"fields\":{" + FIELDS + "}}");

        String sync = client.bulk("/syncs", "{\"syncedInstanceUri\":\"" + definition + "\"}").json().get("uri").asText();

        assertThat(client.bulk(sync + "/data").status()).isEqualTo(404);
    }

    @Test
    void listsTheFieldsWithTheirStatements() {
        assertThat(client.items("/contacts/fields")).extracting(field -> field.get("statement").asText())
                .contains("{{Contact.Field(C_EmailAddress)}}", "{{Contact.Field(C_Contact_Wish1)}}");
    }

    private String updatedAt(String email) {
        return export("'{{Contact.Field(C_EmailAddress)}}'='" + email + "'").get(0).get("UpdatedAt").asText();
    }

    private List<JsonNode> export(String filter) {
        return client.export("/contacts/exports", "{\"name\":\"state\",\"areSystemTimestampsInUTC\":true,\"fields\":{" + FIELDS + "}"
                + (filter.isEmpty() ? "" : ",\"filter\":\"" + filter + "\"") + "}");
    }
}
