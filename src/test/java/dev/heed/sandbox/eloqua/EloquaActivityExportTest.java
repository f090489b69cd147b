package dev.heed.sandbox.eloqua;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EloquaActivityExportTest extends EloquaTestBase {

    private static final DateTimeFormatter BOUND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    @Test
    void tellsOfAClickWithGroupAndTime() {
        Instant before = Instant.now();
        eloqua.act(ADA, "Newsletter", "Subscribe");
        eloqua.act(ADA, "Newsletter", "Unsubscribe");

        JsonNode activity = activities("Unsubscribe").get(0);

        assertThat(activity.get("EmailAddress").asText()).isEqualTo(ADA);
        assertThat(activity.get("ActivityType").asText()).isEqualTo("Unsubscribe");
        assertThat(activity.get("AssetType").asText()).isEqualTo("EmailGroup");
        assertThat(activity.get("AssetId").asText()).isEqualTo("7");
        assertThat(activity.get("AssetName").asText()).isEqualTo("Newsletter");
        Instant at = LocalDateTime.parse(activity.get("ActivityDate").asText(), DATE).toInstant(ZoneOffset.UTC);
        assertThat(at).isBetween(before.minusMillis(1), Instant.now());
        assertThat(activities("Subscribe")).hasSize(1);
    }

    @Test
    void tellsOfAGlobalChangeWithoutAnAsset() {
        eloqua.act(ADA, "Global", "Unsubscribe");

        JsonNode activity = activities("Unsubscribe").get(0);

        assertThat(activity.get("AssetType").asText()).isEqualTo("Global");
        assertThat(activity.get("AssetId").asText()).isEmpty();
        assertThat(activity.get("ContactMail").asText()).isEqualTo(ADA);
    }

    @Test
    void tellsNothingOfEnrolmentNorOfAClickThatChangesNothing() {
        eloqua.act(ADA, "Global", "Subscribe");

        assertThat(activities("Subscribe")).isEmpty();
    }

    @Test
    void leavesOutWhatIsOutsideTheWindow() {
        eloqua.act(ADA, "Offers", "Unsubscribe");
        Instant now = Instant.now();

        assertThat(activities("Unsubscribe", now.plusSeconds(2), now.plusSeconds(60))).isEmpty();
        assertThat(activities("Unsubscribe", now.minusSeconds(60), now.minusSeconds(2))).isEmpty();
        assertThat(activities("Unsubscribe", now.minusSeconds(60), now.plusSeconds(60))).hasSize(1);
    }

    @Test
    void readsAndShowsTimesInTheZoneOfTheInstanceUnlessUtcIsAsked() {
        eloqua.act(ADA, "Offers", "Unsubscribe");
        var zone = ZoneId.of("America/New_York");
        String from = BOUND.withZone(zone).format(Instant.now().minusSeconds(60));
        String definition = """
                {`name`:`local`,`fields`:{`At`:`{{Activity.CreatedAt}}`},
                 `filter`:`'{{Activity.Type}}'='Unsubscribe' AND '{{Activity.CreatedAt}}'>='%s'`}""";

        List<JsonNode> local = client.export("/activities/exports", definition.formatted(from));

        Instant at = LocalDateTime.parse(local.get(0).get("At").asText(), DATE).atZone(zone).toInstant();
        assertThat(at).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void showsALateActivityWithItsTrueTime() {
        eloqua.delayActivities(Duration.ofHours(1));
        eloqua.act(ADA, "Offers", "Unsubscribe");
        eloqua.delayActivities(Duration.ZERO);
        eloqua.act(NOOR, "Offers", "Unsubscribe");

        assertThat(activities("Unsubscribe")).extracting(row -> row.get("EmailAddress").asText()).containsExactly(NOOR);
    }

    @Test
    void losesAndRepeatsWhatTheFaultsSay() {
        eloqua.faults().lose(1);
        eloqua.act(ADA, "Offers", "Unsubscribe");
        eloqua.faults().repeat(1);
        eloqua.act(NOOR, "Offers", "Unsubscribe");

        List<JsonNode> activities = activities("Unsubscribe");

        assertThat(activities).extracting(row -> row.get("EmailAddress").asText()).containsExactly(NOOR, NOOR);
        assertThat(activities.get(0).get("ActivityId")).isEqualTo(activities.get(1).get("ActivityId"));
    }

    @Test
    void servesDataInPagesAndLeavesOutItemsWhenThereAreNone() {
        List.of(ADA, NOOR, JOERG).forEach(email -> eloqua.act(email, "Offers", "Unsubscribe"));
        String sync = client.sync(client.define("/activities/exports", definition("Unsubscribe",
                Instant.now().minusSeconds(60), Instant.now().plusSeconds(60))));

        JsonNode first = client.bulk(sync + "/data?limit=2&offset=0").json();
        JsonNode second = client.bulk(sync + "/data?limit=2&offset=2").json();
        JsonNode third = client.bulk(sync + "/data?limit=2&offset=4").json();

        assertThat(first.get("totalResults").asInt()).isEqualTo(3);
        assertThat(first.get("hasMore").asBoolean()).isTrue();
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.get("hasMore").asBoolean()).isFalse();
        assertThat(third.has("items")).isFalse();
        assertThat(client.bulk(sync + "/data?limit=50001").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "'{{Activity.CreatedAt}}'>='2024-05-01 09:00:00'",
            "'{{Activity.Type}}'='Subscribe' OR '{{Activity.Type}}'='Unsubscribe'",
            "'{{Activity.Type}}'='Forget'",
            "'{{Activity.Type}}'='Subscribe' AND '{{Activity.Contact.Field(C_EmailAddress)}}'='ada@example.com'",
            "'{{Activity.Type}}'='Subscribe' AND '{{Activity.CreatedAt}}'>='yesterday'",
            "'{{Activity.Type}}'='Subscribe' AND",
            "'{{Activity.Type}}'='Subscribe' and '{{Activity.CreatedAt}}'>='2024-05-01 09:00:00'",
            "{{Activity.Type}}='Subscribe'"})
    void refusesAFilterThatEloquaWouldNotUnderstand(String filter) {
        var answer = client.bulk("/activities/exports", """
                {"name":"strict","fields":{"Id":"{{Activity.Id}}"},"filter":"%s"}""".formatted(filter));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/failures/0/field").asText()).isEqualTo("filter");
    }

    @Test
    void refusesAFilterOfMoreThanAThousandCharacters() {
        String filter = "'{{Activity.Type}}'='Subscribe'" + " AND '{{Activity.Id}}'!='1'".repeat(40);

        assertThat(client.bulk("/activities/exports", """
                {"name":"long","fields":{"Id":"{{Activity.Id}}"},"filter":"%s"}""".formatted(filter)).status()).isEqualTo(400);
    }

    @Test
    void refusesAnUnknownFieldStatementAndAnUnknownProperty() {
        assertThat(client.bulk("/activities/exports", """
                {"name":"x","fields":{"Id":"{{Activity.Author}}"},"filter":"'{{Activity.Type}}'='Subscribe'"}""").status()).isEqualTo(400);
        assertThat(client.bulk("/activities/exports", """
                {"name":"x","fields":{"Id":"{{Activity.Id}}"},"filter":"'{{Activity.Type}}'='Subscribe'","author":"x"}""").status()).isEqualTo(400);
    }

    @Test
    void losesRepeatsAndSwapsActivitiesAsTheFaultsSay() {
        eloqua.faults().lose(1);
        eloqua.act(ADA, "Newsletter", "Unsubscribe");
        assertThat(activities("Unsubscribe")).isEmpty();

        eloqua.faults().repeat(1);
        eloqua.act(ADA, "Offers", "Unsubscribe");
        List<JsonNode> twice = activities("Unsubscribe");
        assertThat(twice).hasSize(2);
        assertThat(twice.get(0)).isEqualTo(twice.get(1));

        eloqua.faults().swap();
        eloqua.act(NOOR, "Newsletter", "Subscribe");
        assertThat(activities("Subscribe")).isEmpty();
        eloqua.act(NOOR, "Offers", "Subscribe");
        assertThat(activities("Subscribe")).extracting(activity -> activity.get("AssetName").asText()).containsExactly("Offers", "Newsletter");
        assertThat(activities("Subscribe")).extracting(activity -> activity.get("ActivityId").asLong()).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @ParameterizedTest
    @CsvSource({
        "/activities/exports, {{Activity.Id}}, 250, 201", "/activities/exports, {{Activity.Id}}, 251, 400",
        "/activities/exports, {{Activity.Contact.Field(C_EmailAddress)}}, 10, 201", "/activities/exports, {{Activity.Contact.Field(C_EmailAddress)}}, 11, 400",
        "/contacts/exports, {{Contact.Id}}, 250, 201", "/contacts/exports, {{Contact.Id}}, 251, 400",
        "/contacts/imports, {{Contact.Field(C_EmailAddress)}}, 100, 201", "/contacts/imports, {{Contact.Field(C_EmailAddress)}}, 101, 400"})
    void takesSoManyFieldsAndNoMore(String kind, String statement, int number, int status) {
        String fields = IntStream.range(0, number).mapToObj(i -> "\"F" + i + "\":\"" + statement + "\"").collect(Collectors.joining(","));
        String rest = switch (kind) {
            case "/activities/exports" -> ",\"filter\":\"'{{Activity.Type}}'='Subscribe'\"";
            case "/contacts/imports" -> ",\"identifierFieldName\":\"F0\"";
            default -> "";
        };

        EloquaClient.Answer answer = client.bulk(kind, "{\"name\":\"wide\",\"fields\":{" + fields + "}" + rest + "}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        if (status == 400) {
            assertThat(answer.json().at("/failures/0/field").asText()).isEqualTo("fields");
        }
    }

    private List<JsonNode> activities(String type) {
        return activities(type, Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    private List<JsonNode> activities(String type, Instant from, Instant to) {
        return client.export("/activities/exports", definition(type, from, to));
    }

    private static String definition(String type, Instant from, Instant to) {
        return """
                {"name":"consent","areSystemTimestampsInUTC":true,
                 "filter":"'{{Activity.Type}}'='%s' AND '{{Activity.CreatedAt}}'>='%s' AND '{{Activity.CreatedAt}}'<'%s'",
                 "fields":{"ActivityId":"{{Activity.Id}}","ActivityType":"{{Activity.Type}}","ActivityDate":"{{Activity.CreatedAt}}",
                   "EmailAddress":"{{Activity.Field(EmailAddress)}}","EmailRecipientId":"{{Activity.Field(EmailRecipientId)}}",
                   "AssetType":"{{Activity.Asset.Type}}","AssetId":"{{Activity.Asset.Id}}","AssetName":"{{Activity.Asset.Name}}",
                   "CampaignId":"{{Activity.Campaign.Id}}","ContactMail":"{{Activity.Contact.Field(C_EmailAddress)}}"}}"""
                .formatted(type, BOUND.withZone(ZoneOffset.UTC).format(from), BOUND.withZone(ZoneOffset.UTC).format(to));
    }
}
