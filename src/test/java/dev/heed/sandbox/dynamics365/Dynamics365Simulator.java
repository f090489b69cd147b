package dev.heed.sandbox.dynamics365;

import dev.heed.sandbox.Faults;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.SimulatedSystem;
import dev.heed.sandbox.Writes;
import jakarta.annotation.PreDestroy;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Microsoft Dynamics 365 Customer Insights - Journeys: the Dataverse Web API below {@code /dynamics365/api/data/v9.2/}, the
 * token endpoint below {@code /dynamics365/<tenant>/oauth2/v2.0/token}, and a webhook registered at {@code /in/dynamics365}.
 * The constants are what it accepts; all are invented.
 */
@Component
public final class Dynamics365Simulator implements SimulatedSystem {

    public static final String TENANT = "00000000-5a5a-4000-8000-000000000001";
    public static final String CLIENT_ID = "00000000-5a5a-4000-8000-000000000002";
    public static final String CLIENT_SECRET = "sandbox-dynamics365-secret";
    public static final String SCOPE = "https://heed-sandbox.crm4.dynamics.com/.default";
    public static final String WEBHOOK_HEADER = "x-heed-webhook-key";
    public static final String WEBHOOK_KEY = "sandbox-dynamics365-webhook-key";

    /** The user behind {@link #CLIENT_ID}: the author of every write through the API. */
    public static final UUID APPLICATION_USER = UUID.fromString("00000000-5a5a-4000-8000-000000000010");
    /** The author of what people do in the system. */
    public static final UUID AGENT = UUID.fromString("00000000-5a5a-4000-8000-000000000020");
    public static final UUID COMMERCIAL = UUID.fromString("10000000-0000-0000-0000-000000000003");
    public static final UUID NEWSLETTER = UUID.fromString("20000000-0000-0000-0000-000000000001");
    public static final UUID OFFERS = UUID.fromString("20000000-0000-0000-0000-000000000002");

    static final UUID BUSINESS_UNIT = UUID.fromString("00000000-5a5a-4000-8000-000000000030");
    static final UUID ORGANIZATION = UUID.fromString("00000000-5a5a-4000-8000-000000000040");
    static final String ORGANIZATION_NAME = "heed-sandbox";

    private final Faults faults = new Faults();
    private final Writes writes = new Writes();
    private final Tokens tokens;
    private final ServiceProtection protection;
    private final Webhook webhook;
    private final Database database;
    private final WebApi api;
    private final Agent agent;

    Dynamics365Simulator(Clock clock, @Value("${sandbox.heed}") URI heed) {
        tokens = new Tokens(clock);
        protection = new ServiceProtection(clock);
        webhook = new Webhook(URI.create(heed.toString().replaceFirst("/$", "") + "/in/dynamics365"), faults);
        database = new Database(clock, writes, webhook::announce);
        api = new WebApi(database, clock);
        agent = new Agent(database);
        furnish();
    }

    @Override
    public String name() {
        return "dynamics365";
    }

    @Override
    public String title() {
        return "Dynamics 365";
    }

    @Override
    public void enrol(Person person) {
        if (holds(person.email()).isPresent()) {
            return;
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("firstname", person.firstName());
        columns.put("lastname", person.lastName());
        columns.put("emailaddress1", person.email());
        columns.put("mobilephone", person.phone());
        columns.put("new_preferredlanguage", person.language());
        columns.put("new_contactwish", person.wish());
        // the same customer keeps the same id over restarts of the sandbox, as over those of the real one
        UUID id = UUID.nameUUIDFromBytes(person.email().getBytes(StandardCharsets.UTF_8));
        database.write(AGENT, transaction -> transaction.create(Schema.CONTACT, id, columns));
    }

    @Override
    public Serializable memory() {
        return database.memory();
    }

    @Override
    public void recall(Serializable memory) {
        database.recall((Database.Memory) memory);
    }

    @Override
    public void reset() {
        database.clear();
        webhook.forget();
        protection.limit(6000, 300);
        furnish();
    }

    @Override
    public Optional<Map<String, Object>> holds(String email) {
        return database.read(() -> database.rows(Schema.CONTACT).stream()
                .filter(row -> Agent.same(row.get("emailaddress1"), email)).findFirst().map(this::shown));
    }

    @Override
    public List<Lever> levers() {
        return Agent.LEVERS;
    }

    @Override
    public void act(String email, String lever, String value) {
        agent.act(email, lever, value);
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public Writes writes() {
        return writes;
    }

    /** Lets every token end now. */
    public void expireTokens() {
        tokens.expireAll();
    }

    /** As if the caller had stayed away for a week; {@code status} is what an old link is answered, 400 by the real one, 410 by the letter of OData. */
    public void expireDeltaLinks(int status) {
        api.forgetChanges(status);
    }

    /** Another limit than the real 6000 requests in 300 seconds; counting starts anew. */
    public void limit(int requests, int windowSeconds) {
        protection.limit(requests, windowSeconds);
    }

    @PreDestroy
    void close() {
        webhook.close();
    }

    Tokens tokens() {
        return tokens;
    }

    ServiceProtection protection() {
        return protection;
    }

    WebApi api() {
        return api;
    }

    private Map<String, Object> shown(Row contact) {
        Map<String, Object> shown = columns(contact);
        shown.put("consents", database.rows(Schema.CONSENT).stream().filter(row -> belongs(row, contact)).map(this::columns).toList());
        return shown;
    }

    private static boolean belongs(Row consent, Row contact) {
        Object address = consent.get("msdynmkt_contactpointvalue");
        return Agent.same(address, contact.get("emailaddress1")) || Agent.same(address, contact.get("mobilephone"));
    }

    private Map<String, Object> columns(Row row) {
        Map<String, Object> columns = new LinkedHashMap<>();
        row.table().columns().forEach(column -> columns.put(column.property(), Rendering.shown(row.get(column))));
        return columns;
    }

    /** What the environment holds before any customer: its users, its purpose, its topics. */
    private void furnish() {
        database.write(AGENT, transaction -> {
            transaction.create(Schema.SYSTEM_USER, APPLICATION_USER, Map.of("fullname", "# Heed"));
            transaction.create(Schema.SYSTEM_USER, AGENT, Map.of("fullname", "Contact centre"));
            transaction.create(Schema.PURPOSE, COMMERCIAL, Map.of("msdynmkt_name", "Commercial",
                    "msdynmkt_type", 534120000, "msdynmkt_enforcementmodel", 534120001));
            transaction.create(Schema.TOPIC, NEWSLETTER, Map.of("msdynmkt_name", "Newsletter", "msdynmkt_purposeid", COMMERCIAL));
            return transaction.create(Schema.TOPIC, OFFERS, Map.of("msdynmkt_name", "Offers", "msdynmkt_purposeid", COMMERCIAL));
        });
    }
}
