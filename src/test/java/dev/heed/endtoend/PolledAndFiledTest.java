package dev.heed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.sandbox.Person;
import dev.heed.sandbox.eloqua.EloquaSimulator;
import dev.heed.sandbox.responsys.ResponsysSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong with exports, imports, files and merges, through the real routes. */
class PolledAndFiledTest {

    private static final String STATUS = "EMAIL_PERMISSION_STATUS_";

    private final EloquaSimulator eloqua = (EloquaSimulator) Scene.system("eloqua");
    private final ResponsysSimulator responsys = (ResponsysSimulator) Scene.system("responsys");

    @AfterEach
    void behaveAgain() {
        Customers.EVERYWHERE.forEach(system -> Scene.system(system).faults().clear());
        eloqua.failSyncs(0);
        eloqua.delayActivities(Duration.ZERO);
        responsys.writeSlowly(Duration.ZERO);
        responsys.writeIn(StandardCharsets.UTF_8);
        responsys.limit("mergeListMembers", 400);
    }

    @Test
    void anImportWhoseSyncEndsInErrorIsMadeAgain() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("eloqua", "twilio")));
        // every sync, exports too: the import is surely among them
        eloqua.failSyncs(1_000);
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> waiting(customer, "eloqua").stream().anyMatch(reason -> reason.startsWith("ELQ-00107 ")));
        assertThat(SmsConsent.ELOQUA.refused(eloqua.holds(customer.email()).orElseThrow())).isFalse();
        eloqua.failSyncs(0);
        Scene.until(() -> SmsConsent.ELOQUA.refused(eloqua.holds(customer.email()).orElseThrow()));
        Scene.quiet(customer);
    }

    @Test
    void anActivityThatShowsLateIsHeardAsItsOwnersAct() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("eloqua", "salesforce")));
        eloqua.delayActivities(Duration.ofSeconds(6));
        eloqua.act(customer.email(), "Newsletter", "Unsubscribe");
        Scene.until(() -> said(customer, "eloqua", "subject") == 1);
        Scene.quiet(customer);
        assertThat(said(customer, "eloqua", "subject")).as("read with an overlap, and once").isEqualTo(1);
    }

    @Test
    void anInstanceThatMovedIsFound() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("eloqua", "twilio")));
        eloqua.move();
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> SmsConsent.ELOQUA.refused(eloqua.holds(customer.email()).orElseThrow()));
    }

    @Test
    void aFileIsReadWhenItIsWholeAndItsReissueSaysNothingNew() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("responsys", "salesforce")));
        responsys.writeSlowly(Duration.ofSeconds(2));
        responsys.act(customer.email(), STATUS, "O");
        Scene.until(() -> said(customer, "responsys", "subject") == 1);
        responsys.writeSlowly(Duration.ZERO);
        long files = files();
        responsys.reissue();
        Scene.until(() -> files() > files);
        Scene.quiet(customer);
        assertThat(said(customer, "responsys", "subject")).isEqualTo(1);
    }

    /** Which two are in one file because the first is held back until the second. */
    @Test
    void aRowThatIsNotInTheEncodingOfItsFileIsParkedWithTheReasonAndTheOthersGoOn() {
        Set<String> systems = Set.of("responsys", "salesforce");
        Person turkish = Customers.knownIn(systems);
        Person garbled = Scene.enter(new Person(turkish.email().replace("customer", "ışıl"), turkish.phone(), "Işıl", "Çağrı", "tr", "", systems));
        Person fine = Scene.enter(Customers.knownIn(systems));
        long before = parked();
        responsys.writeIn(Charset.forName("ISO-8859-9"));
        responsys.faults().swap();
        responsys.act(fine.email(), STATUS, "O");
        responsys.act(garbled.email(), STATUS, "O");
        Scene.until(() -> said(fine, "responsys", "subject") == 1 && parked() == before + 1);
        Scene.quiet(fine);
        assertThat(said(garbled, "responsys", "subject")).isZero();
        responsys.writeIn(StandardCharsets.UTF_8);
        responsys.reissue();
        Scene.until(() -> Boolean.TRUE.equals(Scene.system("salesforce").holds(garbled.email()).orElseThrow().get("HasOptedOutOfEmail")));
        assertThat(parked()).as("what was parked waits for a person").isEqualTo(before + 1);
    }

    private static long parked() {
        return Scene.database().sql("select count(*) from parked where system = 'responsys' and reason = "
                + "'email-events: is not in UTF-8, the character encoding that it is said to be in'").query(Long.class).single();
    }

    @Test
    void aTokenThatHasEndedIsDrawnAnewInTheRoute() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("responsys", "twilio")));
        responsys.expireTokens();
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> SmsConsent.RESPONSYS.refused(responsys.holds(customer.email()).orElseThrow()));
        Scene.quiet(customer);
        assertThat(attempts(customer, "responsys")).isEqualTo(1);
    }

    @Test
    void aCallThatFailsOnceIsMadeAgainInTheRoute() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("responsys", "twilio")));
        responsys.faults().answer(1, 503, -1);
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> SmsConsent.RESPONSYS.refused(responsys.holds(customer.email()).orElseThrow()));
        Scene.quiet(customer);
        assertThat(attempts(customer, "responsys")).isEqualTo(1);
    }

    @Test
    void aRowThatFailsInsideAGoodAnswerIsNotAccepted() {
        Person gone = Scene.enter(Customers.knownIn(Set.of("responsys", "twilio")));
        Person there = Scene.enter(Customers.knownIn(Set.of("responsys", "twilio")));
        responsys.act(gone.email(), "DELETE", "");
        Scene.system("twilio").act(gone.email(), "sms", "STOP");
        Scene.system("twilio").act(there.email(), "sms", "STOP");
        Scene.until(() -> SmsConsent.RESPONSYS.refused(responsys.holds(there.email()).orElseThrow()));
        Scene.quiet(gone);
        assertThat(state(gone, "responsys")).isEqualTo("absent");
    }

    @Test
    void aRateThatIsUsedUpIsWaitedForAndNotParked() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("responsys", "twilio")));
        responsys.limit("mergeListMembers", 0);
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> waiting(customer, "responsys").stream().anyMatch(reason -> reason.contains("API_LIMIT_EXCEEDED")));
        assertThat(longestWait(customer)).as("a minute, as it asks for").isBetween(40.0, 61.0);
        assertThat(Scene.deliveries(customer)).doesNotContainKey("parked");
    }

    @Test
    void whatARowIsRefusedForIsKeptInTheSystemsWordsWithoutTheValue() throws Exception {
        Person customer = Scene.enter(Customers.knownIn(Set.of("responsys")));
        state(customer, "language", "zh-Hant-TW-x");
        List<String> kept = List.of("MERGEFAILED: Record 0 = INVALID_PARAMETER: The value … is not valid for LANGUAGE");
        Scene.until(() -> reasons(customer, "delivery", "state = 'parked'").equals(kept));
        assertThat(reasons(customer, "parked", "direction = 'out'")).isEqualTo(kept);
    }

    private static void state(Person customer, String key, String value) throws Exception {
        String body = """
                {"source": "preference-page", "eventId": "%s", "email": "%s", "key": "%s", "value": "%s", "actor": "subject", "evidence": "form"}"""
                .formatted(UUID.randomUUID(), customer.email(), key, value);
        HttpRequest request = HttpRequest.newBuilder(URI.create(Scene.heed() + "/api/v1/changes")).header("Content-Type", "application/json")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("operator:heed".getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(202);
    }

    private static List<String> reasons(Person customer, String table, String which) {
        return Scene.database().sql("select reason from " + table + " join contact_point using (subject_id) where point = ? and system = 'responsys' and " + which)
                .param(Scene.email(customer)).query(String.class).list();
    }

    private static List<String> waiting(Person customer, String system) {
        return Scene.database().sql("select reason from delivery join contact_point using (subject_id) where point = ? and system = ? and state = 'queued' and reason is not null")
                .params(Scene.email(customer), system).query(String.class).list();
    }

    private static String state(Person customer, String system) {
        return Scene.database().sql("select state from delivery join contact_point using (subject_id) where point = ? and system = ? and key like '%/%'")
                .params(Scene.email(customer), system).query(String.class).single();
    }

    private static int attempts(Person customer, String system) {
        return Scene.database().sql("select attempts from delivery join contact_point using (subject_id) where point = ? and system = ? and key like '%/%'")
                .params(Scene.email(customer), system).query(Integer.class).single();
    }

    private static double longestWait(Person customer) {
        return Scene.database().sql("select max(extract(epoch from due_at - clock_timestamp())) from delivery join contact_point using (subject_id) where point = ? and state = 'queued'")
                .param(Scene.email(customer)).query(Double.class).single();
    }

    private static long said(Person customer, String source, String actor) {
        return Scene.database().sql("select count(distinct entry_id) from ledger join contact_point using (subject_id) where contact_point.point = ? and source = ? and actor = ? and key like '%/%'")
                .params(Scene.email(customer), source, actor).query(Long.class).single();
    }

    private static long files() {
        return Scene.database().sql("select count(*) from inbound_key where key like 'file %OPT_OUT%'").query(Long.class).single();
    }
}
