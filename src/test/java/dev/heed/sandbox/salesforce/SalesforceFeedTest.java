package dev.heed.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.Sandbox;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SalesforceFeedTest {

    private static final String CONTACTS = "/data/ContactChangeEvent";
    private static final Person ASHA = new Person("asha@example.com", "+15550100002", "आशा", "शर्मा", "hi",
            "", Set.of("salesforce"));

    private static Sandbox sandbox;
    private static SalesforceSimulator org;

    private SalesforceCaller caller;
    private FeedReader feed;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(0, 0, URI.create("http://localhost:1"));
        org = sandbox.system(SalesforceSimulator.class);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void subscribe() {
        org.reset();
        caller = new SalesforceCaller(sandbox.url()).loggedIn();
        feed = new FeedReader(caller);
        assertThat(feed.handshake().path("ext").path("replay").asBoolean()).isTrue();
        assertThat(feed.subscribe(CONTACTS, -1).path("successful").asBoolean()).isTrue();
    }

    @Test
    void tellsOfANewContactWithAllItHas() {
        org.enrol(ASHA);

        JsonNode message = feed.next();
        JsonNode payload = message.path("data").path("payload");
        assertThat(message.path("channel").asText()).isEqualTo(CONTACTS);
        assertThat(message.path("data").path("schema").asText()).isNotBlank();
        assertThat(message.path("data").path("event").path("replayId").isIntegralNumber()).isTrue();
        assertThat(payload.path("ChangeEventHeader").path("changeType").asText()).isEqualTo("CREATE");
        assertThat(payload.path("ChangeEventHeader").path("changedFields")).isEmpty();
        assertThat(payload.path("Name").path("FirstName").asText()).isEqualTo("आशा");
        assertThat(payload.path("HasOptedOutOfEmail").asBoolean(true)).isFalse();
        assertThat(payload.has("ConsentReason__c")).isFalse();
        assertThat(payload.has("SystemModstamp")).isFalse();
        assertThat(payload.path("CreatedDate").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000Z");
    }

    @Test
    void tellsOfAnAgentsEditOnlyWhatChanged() {
        org.enrol(ASHA);
        feed.next();

        org.act("ASHA@example.com", "HasOptedOutOfEmail", "true");

        JsonNode payload = feed.next().path("data").path("payload");
        JsonNode header = payload.path("ChangeEventHeader");
        assertThat(names(payload)).containsExactlyInAnyOrder("ChangeEventHeader", "HasOptedOutOfEmail", "LastModifiedDate");
        assertThat(names(header)).containsExactlyInAnyOrder("entityName", "recordIds", "changeType", "changeOrigin",
                "transactionKey", "sequenceNumber", "commitTimestamp", "commitNumber", "commitUser", "changedFields",
                "nulledFields", "diffFields");
        assertThat(texts(header.path("changedFields"))).containsExactly("HasOptedOutOfEmail", "LastModifiedDate");
        assertThat(texts(header.path("recordIds"))).containsExactly(org.contactId(ASHA.email()).orElseThrow());
        assertThat(header.path("commitUser").asText()).isEqualTo(SalesforceSimulator.AGENT_USER_ID);
        assertThat(header.path("changeOrigin").asText()).endsWith("client=SfdcInternalAPI/");
    }

    @Test
    void marksAnApiWriteWithTheCallersNameAndTheIntegrationUser() {
        org.enrol(ASHA);
        feed.next();

        caller.patch("/sobjects/Contact/" + org.contactId(ASHA.email()).orElseThrow(), "{\"DoNotCall\":true}");

        JsonNode header = feed.next().path("data").path("payload").path("ChangeEventHeader");
        assertThat(header.path("changeOrigin").asText()).isEqualTo("com/salesforce/api/rest/56.0;client=TestCaller");
        assertThat(header.path("commitUser").asText()).isEqualTo(SalesforceSimulator.INTEGRATION_USER_ID);
        assertThat(texts(header.path("changedFields")))
                .containsExactly("DoNotCall", "LastModifiedDate", "LastModifiedById");
    }

    @Test
    void listsAClearedFieldAsNulled() {
        org.enrol(ASHA);
        org.act(ASHA.email(), "ContactWish__c", "कृपया शाम को");
        feed.next();
        assertThat(feed.next().path("data").path("payload").path("ContactWish__c").asText()).isEqualTo("कृपया शाम को");

        org.act(ASHA.email(), "ContactWish__c", "");

        JsonNode payload = feed.next().path("data").path("payload");
        assertThat(texts(payload.path("ChangeEventHeader").path("nulledFields"))).containsExactly("ContactWish__c");
        assertThat(payload.path("ContactWish__c").isNull()).isTrue();
    }

    @Test
    void saysNothingOfAWriteThatChangesNothing() {
        org.enrol(ASHA);
        feed.next();

        caller.patch("/sobjects/Contact/" + org.contactId(ASHA.email()).orElseThrow(), "{\"DoNotCall\":false}");

        assertThat(feed.next()).isNull();
        assertThat(org.writes().all()).isEmpty();
    }

    @Test
    void tellsOfDeletionAndOfReturn() {
        org.enrol(ASHA);
        feed.next();

        org.act(ASHA.email(), "delete", "delete");
        JsonNode deleted = feed.next().path("data").path("payload");
        assertThat(deleted.path("ChangeEventHeader").path("changeType").asText()).isEqualTo("DELETE");
        assertThat(names(deleted)).containsExactly("ChangeEventHeader");
        assertThat(org.holds(ASHA.email())).isEmpty();

        org.act(ASHA.email(), "undelete", "undelete");
        JsonNode restored = feed.next().path("data").path("payload");
        assertThat(restored.path("ChangeEventHeader").path("changeType").asText()).isEqualTo("UNDELETE");
        assertThat(restored.path("Email").asText()).isEqualTo(ASHA.email());
        assertThat(org.holds(ASHA.email())).isPresent();
    }

    @Test
    void replaysWhatIsKeptAfterAnId() {
        org.enrol(ASHA);
        org.act(ASHA.email(), "DoNotCall", "true");
        long first = feed.next().path("data").path("event").path("replayId").asLong();
        long second = feed.next().path("data").path("event").path("replayId").asLong();
        assertThat(second).isGreaterThan(first);

        assertThat(replayed(-2)).containsExactly(first, second);
        assertThat(replayed(first)).containsExactly(second);
        assertThat(replayed(second)).isEmpty();
        assertThat(replayed(-1)).isEmpty();
    }

    @Test
    void refusesAnIdThatIsNoLongerKept() {
        org.enrol(ASHA);
        long id = feed.next().path("data").path("event").path("replayId").asLong();
        org.expireEvents();

        JsonNode refusal = reader().subscribe(CONTACTS, id);

        assertThat(refusal.path("successful").asBoolean()).isFalse();
        assertThat(refusal.path("error").asText()).startsWith("400::The replayId {" + id + "} you provided was invalid");
        assertThat(refusal.path("subscription").asText()).isEqualTo(CONTACTS);
    }

    @Test
    void sendsTheSameEventsOnTheChannelForAllObjects() {
        org.enrol(ASHA);
        FeedReader all = reader();
        all.subscribe("/data/ChangeEvents", -2);

        JsonNode event = all.next();
        assertThat(event.path("channel").asText()).isEqualTo("/data/ChangeEvents");
        assertThat(event.path("data")).isEqualTo(feed.next().path("data"));
    }

    @Test
    void refusesUnknownChannelsAndVersions() {
        assertThat(feed.subscribe("/data/contactchangeevent", -1).path("successful").asBoolean()).isFalse();
        assertThat(feed.subscribe("/data/LeadChangeEvent", -1).path("error").asText()).startsWith("403:");
        assertThat(caller.get("/cometd/20.0/handshake").status()).isEqualTo(404);
        assertThat(caller.get("/cometd/").status()).isEqualTo(404);
    }

    @Test
    void refusesAHandshakeWithoutASession() {
        JsonNode reply = new FeedReader(new SalesforceCaller(sandbox.url())).handshake();

        assertThat(reply.path("successful").asBoolean()).isFalse();
        assertThat(reply.path("error").asText()).isEqualTo("403::Handshake denied");
        assertThat(reply.path("ext").path("sfdc").path("failureReason").asText()).isEqualTo("401::Authentication invalid");
    }

    @Test
    void tellsAtTheNextConnectThatTheSessionHasExpired() {
        org.expireTokens();

        JsonNode reply = feed.connect();

        assertThat(reply.path("error").asText()).isEqualTo("401::Authentication invalid");
        assertThat(reply.path("advice").path("reconnect").asText()).isEqualTo("none");
    }

    @Test
    void mergesTheSameChangeToSeveralContactsOfOneRequest() {
        org.enrol(ASHA);
        org.enrol(new Person("noor@example.com", "+15550100006", "Noor", "Example", "en", "", Set.of("salesforce")));
        feed.next();
        feed.next();
        String asha = org.contactId(ASHA.email()).orElseThrow();
        String noor = org.contactId("noor@example.com").orElseThrow();

        caller.patch("/composite/sobjects", """
                {"records":[{"attributes":{"type":"Contact"},"id":"%s","DoNotCall":true},
                            {"attributes":{"type":"Contact"},"id":"%s","DoNotCall":true}]}""".formatted(asha, noor));

        JsonNode header = feed.next().path("data").path("payload").path("ChangeEventHeader");
        assertThat(texts(header.path("recordIds"))).containsExactly(asha, noor);
        assertThat(feed.next()).isNull();
    }

    @Test
    void leavesGapsWhenForced() {
        org.enrol(ASHA);
        feed.next();

        org.gap(1);
        org.act(ASHA.email(), "DoNotCall", "true");
        org.overflow();

        JsonNode gap = feed.next().path("data").path("payload");
        assertThat(names(gap)).containsExactly("ChangeEventHeader");
        assertThat(gap.path("ChangeEventHeader").path("changeType").asText()).isEqualTo("GAP_UPDATE");
        JsonNode overflow = feed.next().path("data").path("payload").path("ChangeEventHeader");
        assertThat(overflow.path("changeType").asText()).isEqualTo("GAP_OVERFLOW");
        assertThat(overflow.path("entityName").asText()).isEqualTo("Contact");
    }

    @Test
    void losesAndRepeatsEventsAsTheFaultsSay() {
        org.enrol(ASHA);
        feed.next();

        org.faults().lose(1);
        org.act(ASHA.email(), "DoNotCall", "true");
        org.faults().repeat(1);
        org.act(ASHA.email(), "HasOptedOutOfFax", "true");

        JsonNode once = feed.next();
        assertThat(once.path("data").path("payload").path("HasOptedOutOfFax").asBoolean()).isTrue();
        assertThat(feed.next()).isEqualTo(once);
        assertThat(feed.next()).isNull();
    }

    @Test
    void swapsTwoEventsThatKeepTheirIdsAndTimes() {
        org.enrol(ASHA);
        feed.next();

        org.faults().swap();
        org.act(ASHA.email(), "DoNotCall", "true");
        assertThat(feed.next()).isNull();
        org.act(ASHA.email(), "DoNotCall", "false");

        JsonNode later = feed.next().path("data");
        JsonNode earlier = feed.next().path("data");
        assertThat(later.path("payload").path("DoNotCall").asBoolean(true)).isFalse();
        assertThat(earlier.path("payload").path("DoNotCall").asBoolean()).isTrue();
        assertThat(earlier.at("/event/replayId").asLong()).isLessThan(later.at("/event/replayId").asLong());
        assertThat(earlier.at("/payload/ChangeEventHeader/commitNumber").asLong()).isLessThan(later.at("/payload/ChangeEventHeader/commitNumber").asLong());
    }

    private FeedReader reader() {
        FeedReader reader = new FeedReader(caller);
        reader.handshake();
        return reader;
    }

    private List<Long> replayed(long from) {
        FeedReader reader = reader();
        reader.subscribe(CONTACTS, from);
        List<Long> ids = new ArrayList<>();
        for (JsonNode event = reader.next(); event != null; event = reader.next()) {
            ids.add(event.path("data").path("event").path("replayId").asLong());
        }
        return ids;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
