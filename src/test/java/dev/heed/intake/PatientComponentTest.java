package dev.heed.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.Sandbox;
import dev.heed.sandbox.salesforce.SalesforceSimulator;
import java.lang.reflect.Field;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The Salesforce component of the real routes against the simulated org. */
class PatientComponentTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ISIL = "isil@example.com";
    private static final Person PERSON =
            new Person(ISIL, "+15550100003", "Işıl", "İğdır", "tr", "", Set.of("salesforce"));

    /** Events by replay id: the component may hand over the same event twice. */
    private final ConcurrentNavigableMap<Long, String> received = new ConcurrentSkipListMap<>();
    private final Map<String, Long> stored = new ConcurrentHashMap<>();

    private static Sandbox sandbox;

    private SalesforceSimulator org;
    private CamelContext camel;

    @BeforeAll
    static void open() {
        open(0);
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    @BeforeEach
    void start() throws Exception {
        forgetReplayIdsOfThisJvm();
        org = sandbox.system(SalesforceSimulator.class);
        org.reset();
        org.enrol(PERSON);
        stored.put("data/ContactChangeEvent", -2L);
        camel = subscribed();
        heard().atMost(SOON).untilAsserted(() -> assertThat(received).hasSize(1));
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
    }

    @Test
    void getsTheNativeEventWhole() throws Exception {
        JsonNode message = JSON.readTree(received.firstEntry().getValue());

        JsonNode data = message.path("data");
        assertThat(data.path("event").path("replayId").asLong()).isEqualTo(received.firstKey());
        assertThat(data.path("payload").path("ChangeEventHeader").path("changeType").asText()).isEqualTo("CREATE");
        assertThat(data.path("payload").path("Name").path("LastName").asText()).isEqualTo("İğdır");
    }

    @Test
    void resumesAfterTheStoredIdWhenItStartsAgain() throws Exception {
        long handled = received.firstKey();
        camel.close();
        org.act(ISIL, "HasOptedOutOfEmail", "true");
        org.act(ISIL, "DoNotCall", "true");
        received.clear();
        forgetReplayIdsOfThisJvm();
        stored.put("data/ContactChangeEvent", handled);

        camel = subscribed();

        heard().atMost(SOON).untilAsserted(() -> assertThat(received).hasSize(2));
        assertThat(received.firstEntry().getValue()).contains("HasOptedOutOfEmail");
        assertThat(received.lastEntry().getValue()).contains("DoNotCall");
    }

    @Test
    void takesAllThatIsKeptWhenTheStoredIdHasExpired() throws Exception {
        camel.close();
        org.expireEvents();
        org.act(ISIL, "DoNotCall", "true");
        stored.put("data/ContactChangeEvent", received.firstKey());
        received.clear();
        forgetReplayIdsOfThisJvm();

        camel = subscribed();

        heard().atMost(SOON).untilAsserted(() -> assertThat(received).hasSize(1));
        assertThat(received.firstEntry().getValue()).contains("DoNotCall");
    }

    /** Call and stream hear of it at once, in an order that differs. */
    @RepeatedTest(20)
    void callAndStreamGoOnAfterTheEndOfTheirSession() {
        org.expireTokens();

        assertThat(write("\"DoNotCall\":true").getException()).isNull();
        org.act(ISIL, "HasOptedOutOfFax", "true");

        heard().atMost(SOON).untilAsserted(() -> assertThat(received).hasSize(3));
        assertThat(received.lastEntry().getValue()).contains("HasOptedOutOfFax");
    }

    @Test
    void writesUnderItsOwnNameAndHearsTheEcho() throws Exception {
        Exchange written = write("\"HasOptedOutOfEmail\":true,\"ConsentReason__c\":\"İstemiyor\"");

        assertThat(written.getMessage().getBody(String.class)).contains("\"success\":true");
        assertThat(written.getMessage().getHeader("Sforce-Limit-Info", String.class)).startsWith("api-usage=1/");
        assertThat(org.holds(ISIL).orElseThrow()).containsEntry("ConsentReason__c", "İstemiyor");
        heard().atMost(SOON).untilAsserted(() -> assertThat(received).hasSize(2));
        JsonNode header = JSON.readTree(received.lastEntry().getValue())
                .path("data").path("payload").path("ChangeEventHeader");
        assertThat(header.path("changeOrigin").asText()).isEqualTo("com/salesforce/api/rest/56.0;client=Heed");
        assertThat(header.path("commitUser").asText()).isEqualTo(SalesforceSimulator.INTEGRATION_USER_ID);
    }

    @Test
    void seesARefusedRowInsideASuccessfulAnswer() {
        Exchange written = write("\"PreferredLanguage__c\":\"xx\"");

        assertThat(written.getException()).isNull();
        assertThat(written.getMessage().getBody(String.class))
                .contains("\"success\":false", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
    }

    @Test
    void seesStatusAndNativeErrorOfARefusedRequest() {
        org.dailyLimit(0);

        assertThat(write("\"DoNotCall\":true").getException()).asInstanceOf(type(SalesforceException.class))
                .satisfies(refusal -> assertThat(refusal.getStatusCode()).isEqualTo(403))
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains("REQUEST_LIMIT_EXCEEDED"));
    }

    @Test
    void seesNoStatusWhenTheConnectionIsLost() {
        org.faults().dropAfter();

        assertThat(write("\"DoNotCall\":true").getException()).asInstanceOf(type(SalesforceException.class))
                .satisfies(refusal -> assertThat(refusal.getStatusCode()).isZero());
        assertThat(org.writes().count()).isEqualTo(1);
    }

    @Test
    void reconnectsWhenTheOrgComesBack() {
        int port = sandbox.port();
        sandbox.close();
        received.clear();
        open(port);
        org = sandbox.system(SalesforceSimulator.class);

        org.enrol(PERSON);

        heard().atMost(SOON.multipliedBy(2)).untilAsserted(() -> assertThat(received).hasSize(1));
    }

    /** A thread of Camel's may end in an error, when it asks to be let in where it is on its way already. */
    private static ConditionFactory heard() {
        return Awaitility.with().dontCatchUncaughtExceptions();
    }

    private static void open(int port) {
        sandbox = Sandbox.start(port, 0, URI.create("http://localhost:1"));
    }

    private Exchange write(String fields) {
        String body = """
                {"records":[{"attributes":{"type":"Contact"},"id":"%s",%s}]}""".formatted(org.contactId(ISIL).orElseThrow(), fields);
        return camel.createFluentProducerTemplate().to("direct:write").withBody(body).send();
    }

    private CamelContext subscribed() throws Exception {
        SalesforceComponent salesforce = new PatientComponent();
        salesforce.setAuthenticationType(AuthenticationType.CLIENT_CREDENTIALS);
        salesforce.setLoginUrl(sandbox.url() + "/salesforce");
        salesforce.setClientId(SalesforceSimulator.CLIENT_ID);
        salesforce.setClientSecret(SalesforceSimulator.CLIENT_SECRET);
        CamelContext context = new DefaultCamelContext();
        context.addComponent("salesforce", salesforce);
        context.getRegistry().bind("stored", stored);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("salesforce:subscribe:data/ContactChangeEvent?rawPayload=true&fallBackReplayId=-2"
                        + "&initialReplayIdMap=#bean:stored")
                        .process(event -> received.put(event.getIn().getHeader("CamelSalesforceReplayId", Long.class),
                                event.getIn().getBody(String.class)));
                from("direct:write").errorHandler(noErrorHandler())
                        .setHeader("Sforce-Call-Options", constant("client=Heed"))
                        .to("salesforce:raw?format=JSON&rawMethod=PATCH"
                                + "&rawPath=/services/data/v56.0/composite/sobjects");
            }
        });
        context.start();
        return context;
    }

    /** The component remembers in a static map what it received last, above any stored id; a new process would not. */
    private static void forgetReplayIdsOfThisJvm() throws ReflectiveOperationException {
        Object extension = field(Class.forName(
                "org.apache.camel.component.salesforce.internal.streaming.SubscriptionHelper"), "REPLAY_EXTENSION").get(null);
        ((Map<?, ?>) field(extension.getClass(), "dataMap").get(extension)).clear();
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
