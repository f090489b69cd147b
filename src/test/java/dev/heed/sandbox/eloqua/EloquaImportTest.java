package dev.heed.sandbox.eloqua;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

class EloquaImportTest extends EloquaTestBase {

    @Test
    void setsTheStatusOfKnownAddressesAndRejectsTheOthers() {
        String definition = status("/contacts/syncActions", "{{EmailGroup[7]}}", "unsubscribed");
        upload(definition, "[{`C_EmailAddress`:`ADA@example.com`},{`C_EmailAddress`:`nobody@example.com`},{`C_EmailAddress`:`broken@`}]");

        String sync = client.sync(definition);

        assertThat(client.status(sync)).isEqualTo("warning");
        assertThat(group(ADA, "Newsletter")).isEqualTo("false");
        assertThat(group(ADA, "Offers")).isEqualTo("none");
        assertThat(eloqua.holds("nobody@example.com")).isEmpty();
        List<JsonNode> rejects = client.items(sync + "/rejects");
        assertThat(rejects).extracting(reject -> reject.get("statusCode").asText()).containsExactly("ELQ-00034", "ELQ-00002");
        assertThat(rejects.get(0).get("recordIndex").asInt()).isEqualTo(2);
        assertThat(rejects.get(0).at("/fieldValues/C_EmailAddress").asText()).isEqualTo("nobody@example.com");
        assertThat(logs(sync)).contains("ELQ-00001 3", "ELQ-00116 1", "ELQ-00034 1", "ELQ-00060 2");
        assertThat(eloqua.writes().all()).singleElement()
                .satisfies(write -> assertThat(write.fields()).containsEntry("{{EmailGroup[7]}}", "unsubscribed"));
    }

    @Test
    void echoesAStatusThatItSetAsAnActivityButNotOneThatStoodAlready() {
        String definition = status("/contacts/syncActions", "{{GlobalSubscribe}}", "unsubscribed");
        for (int i = 0; i < 2; i++) {
            upload(definition, "[{`C_EmailAddress`:`ada@example.com`}]");
            assertThat(client.status(client.sync(definition))).isEqualTo("success");
        }

        assertThat(held(ADA, "isSubscribed")).isEqualTo("false");
        assertThat(eloqua.writes().count()).isEqualTo(1);
        assertThat(client.export("/activities/exports", """
                {"name":"echo","fields":{"Mail":"{{Activity.Field(EmailAddress)}}"},"filter":"'{{Activity.Type}}'='Unsubscribe'"}"""))
                .extracting(row -> row.get("Mail").asText()).containsExactly(ADA);
    }

    @Test
    void createsAContactForAnUnknownAddressUnlessOnlyUpdatesAreWanted() {
        uploadAndSync(fields(""), "[{`C_EmailAddress`:`new@example.com`,`C_Language1`:`fr`}]");
        uploadAndSync(fields(",`importRule`:`updateOnly`"), "[{`C_EmailAddress`:`newer@example.com`,`C_Language1`:`fr`},"
                + "{`C_EmailAddress`:`ada@example.com`,`C_Language1`:`fr`}]");

        assertThat(held("new@example.com", "C_Language1")).isEqualTo("fr");
        assertThat(eloqua.holds("newer@example.com")).isEmpty();
        assertThat(held(ADA, "C_Language1")).isEqualTo("fr");
        assertThat(held(ADA, "C_Contact_Wish1")).isEqualTo("Please write, do not ring before noon.");
    }

    @Test
    void rejectsTheUnmatchedRowsOfAnUpdateOnlyImport() {
        String definition = fields(",`importRule`:`updateOnly`");
        upload(definition, "[{`C_EmailAddress`:`newer@example.com`,`C_Language1`:`fr`}]");

        String sync = client.sync(definition);

        assertThat(client.status(sync)).isEqualTo("warning");
        assertThat(client.items(sync + "/rejects")).extracting(reject -> reject.get("statusCode").asText()).containsExactly("ELQ-00034");
        assertThat(eloqua.writes().count()).isZero();
    }

    @Test
    void rejectsValuesThatDoNotFitAndRowsThatAreIncompleteOrDouble() {
        String definition = client.define("/contacts/imports", """
                {`name`:`strict`,`identifierFieldName`:`Mail`,`isSyncTriggeredOnImport`:false,`fields`:{
                 `Mail`:`{{Contact.Field(C_EmailAddress)}}`,`Sms`:`{{Contact.Field(C_SMS_Consent1)}}`,
                 `Date`:`{{Contact.Field(C_Consent_Date1)}}`}}""");
        upload(definition, """
                [{`Mail`:`ada@example.com`,`Sms`:`Opted In`,`Date`:`2024-05-01 09:12:44`},
                 {`Mail`:`ada@example.com`,`Sms`:`Opted Out`,`Date`:`2024-05-01 09:12:44`},
                 {`Mail`:`noor@example.com`,`Sms`:`maybe`,`Date`:`2024-05-01`},
                 {`Mail`:`asha@example.com`,`Sms`:`Opted In`,`Date`:`soon`},
                 {`Mail`:`isil@example.com`,`Sms`:`Opted In`}]""");

        String sync = client.sync(definition);

        assertThat(client.items(sync + "/rejects")).extracting(reject -> reject.get("statusCode").asText())
                .containsExactly("ELQ-00011", "ELQ-00032", "ELQ-00032", "ELQ-00061");
        assertThat(held(ADA, "C_SMS_Consent1")).isEqualTo("Opted In");
        assertThat(held(ADA, "C_Consent_Date1")).isEqualTo("1714554764");
    }

    @Test
    void takesCsvInEveryScript() {
        String definition = fields(",`importRule`:`updateOnly`");
        var answer = client.bulk(definition + "/data", "text/csv",
                BodyPublishers.ofString("\uFEFFC_EmailAddress,C_Language1\r\nJOERG@BÜCHER.example,\"ру\"\r\n"));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(client.status(client.sync(definition))).isEqualTo("success");
        assertThat(held(JOERG, "C_Language1")).isEqualTo("ру");
    }

    @Test
    void keepsWhatTheUpdateRuleProtects() {
        uploadAndSync(fields(",`updateRule`:`ifNewIsNotNull`"), "[{`C_EmailAddress`:`ada@example.com`,`C_Language1`:``}]");
        uploadAndSync(fields(",`updateRule`:`ifExistingIsNull`"), "[{`C_EmailAddress`:`ada@example.com`,`C_Language1`:`fr`}]");
        assertThat(held(ADA, "C_Language1")).isEqualTo("en");

        uploadAndSync(fields(""), "[{`C_EmailAddress`:`ada@example.com`,`C_Language1`:``}]");
        assertThat(held(ADA, "C_Language1")).isEqualTo("");
    }

    @Test
    void startsTheSyncByItselfUnlessToldNotTo() {
        String definition = client.define("/contacts/syncActions", """
                {`name`:`auto`,`fields`:{`Mail`:`{{Contact.Field(C_EmailAddress)}}`},`identifierFieldName`:`Mail`,
                 `syncActions`:[{`action`:`setStatus`,`destination`:`{{EmailGroup[8]}}`,`status`:`subscribed`}]}""");

        var answer = client.bulk(definition + "/data", "[{\"Mail\":\"ada@example.com\"}]");

        assertThat(answer.status()).isEqualTo(201);
        client.ended(answer.json().get("uri").asText());
        assertThat(group(ADA, "Offers")).isEqualTo("true");
    }

    @Test
    void unsubscribesAnAddressThatIsNoContactAndRemembersIt() {
        String definition = client.define("/emailAddresses/imports", """
                {`name`:`suppress`,`fields`:{`Mail`:`{{EmailAddress.Field(EmailAddress)}}`},`identifierFieldName`:`Mail`,
                 `isSyncTriggeredOnImport`:`false`,
                 `syncActions`:[{`action`:`setStatus`,`destination`:`{{GlobalSubscribe}}`,`status`:`unsubscribed`}]}""");
        upload(definition, "[{`Mail`:`later@example.com`},{`Mail`:`noor@example.com`}]");
        assertThat(client.status(client.sync(definition))).isEqualTo("success");
        assertThat(eloqua.holds("later@example.com")).isEmpty();
        assertThat(held(NOOR, "isSubscribed")).isEqualTo("false");

        uploadAndSync(fields(""), "[{`C_EmailAddress`:`later@example.com`,`C_Language1`:`en`}]");

        assertThat(held("later@example.com", "isSubscribed")).isEqualTo("false");
    }

    @Test
    void doesNothingInASyncThatEndsInError() {
        eloqua.failSyncs(1);
        String definition = status("/contacts/syncActions", "{{GlobalSubscribe}}", "unsubscribed");
        upload(definition, "[{`C_EmailAddress`:`ada@example.com`}]");

        String sync = client.sync(definition);

        assertThat(client.status(sync)).isEqualTo("error");
        assertThat(logs(sync)).contains("ELQ-00107 0");
        assertThat(held(ADA, "isSubscribed")).isEqualTo("true");
    }

    @Test
    void refusesDefinitionsAndDataThatEloquaWouldRefuse() {
        assertThat(client.bulk("/contacts/imports", "{\"name\":\"x\"}").status()).isEqualTo(400);
        assertThat(client.bulk("/contacts/imports", "{").status()).isEqualTo(400);
        assertThat(client.bulk("/contacts/exotics", "{}").status()).isEqualTo(404);
        assertThat(client.bulk("/syncs", "{\"syncedInstanceUri\":\"/contacts/imports/1\"}").status()).isEqualTo(400);
        assertThat(refusedStatus("{{EmailGroup[9]}}", "subscribed")).isEqualTo(400);
        assertThat(refusedStatus("{{EmailGroup[7]}}", "gone")).isEqualTo(400);
        String definition = fields("");
        assertThat(client.bulk(definition + "/data", "[{\"C_Nothing\":\"x\"}]").status()).isEqualTo(400);
        assertThat(client.bulk(definition + "/data", "{}").status()).isEqualTo(400);
        assertThat(client.bulk(definition + "/data", "application/xml", BodyPublishers.ofString("<x/>")).status()).isEqualTo(415);
        assertThat(client.bulk("/contacts/imports/9999/data", "[]").status()).isEqualTo(404);
    }

    @Test
    void answersATooLargeUploadAsNotFound() {
        byte[] large = new byte[32 * 1024 * 1024 + 1];

        assertThat(client.bulk(fields("") + "/data", "text/csv", BodyPublishers.ofByteArray(large)).status()).isEqualTo(404);
    }

    @Test
    void answers429OverTheHourlyLimit() {
        eloqua.hourlyLimits(1, 1, 1);
        String definition = status("/contacts/syncActions", "{{GlobalSubscribe}}", "unsubscribed");
        client.sync(definition);

        assertThat(client.bulk("/syncs", "{\"syncedInstanceUri\":\"" + definition + "\"}").status()).isEqualTo(429);
        assertThat(client.status(client.sync(fields("")))).isEqualTo("success");
    }

    private int refusedStatus(String destination, String status) {
        return client.bulk("/contacts/syncActions", statusDefinition(destination, status).replace('`', '"')).status();
    }

    private String status(String kind, String destination, String status) {
        return client.define(kind, statusDefinition(destination, status));
    }

    private static String statusDefinition(String destination, String status) {
        return """
                {`name`:`status`,`fields`:{`C_EmailAddress`:`{{Contact.Field(C_EmailAddress)}}`},`identifierFieldName`:`C_EmailAddress`,
                 `isSyncTriggeredOnImport`:`false`,
                 `syncActions`:[{`action`:`setStatus`,`destination`:`%s`,`status`:`%s`}]}""".formatted(destination, status);
    }

    private String fields(String more) {
        return client.define("/contacts/imports", """
                {`name`:`fields`,`identifierFieldName`:`C_EmailAddress`,`isSyncTriggeredOnImport`:`false`,
                 `fields`:{`C_EmailAddress`:`{{Contact.Field(C_EmailAddress)}}`,`C_Language1`:`{{Contact.Field(C_Language1)}}`}%s}""".formatted(more));
    }

    private void upload(String definition, String rows) {
        assertThat(client.bulk(definition + "/data", rows.replace('`', '"')).status()).isEqualTo(204);
    }

    private void uploadAndSync(String definition, String rows) {
        upload(definition, rows);
        client.sync(definition);
    }

    private List<String> logs(String sync) {
        return client.items(sync + "/logs").stream()
                .map(log -> log.get("statusCode").asText() + " " + log.get("count").asInt()).toList();
    }
}
