package dev.heed.endtoend;

import static org.awaitility.Awaitility.await;

import dev.heed.sandbox.Person;
import dev.heed.sandbox.SimulatedSystem;
import dev.heed.sandbox.Together;
import dev.heed.sealing.Vault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RouteController;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The systems and Heed, started once for all end-to-end tests of a JVM, and what can be asked of them. */
final class Scene {

    private static final Together TOGETHER = start();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration SOON = Duration.ofSeconds(25);

    private Scene() {
    }

    private static Together start() {
        // it lives as long as the JVM, so it leaves the name under which other tests look for their own in JMX
        Together together = Together.start(0, 0, 0, null, List.of(), Map.of("heed.data", "target/test-heed/end-to-end-" + UUID.randomUUID(),
                "camel.main.name", "heed-end-to-end"));
        Runtime.getRuntime().addShutdownHook(new Thread(together::close));
        return together;
    }

    static SimulatedSystem system(String name) {
        return TOGETHER.sandbox().systems().get(name);
    }

    static java.net.URI heed() {
        return TOGETHER.url();
    }

    static RouteController routes() {
        return bean(CamelContext.class).getRouteController();
    }

    static <T> T bean(Class<T> type) {
        return TOGETHER.heed().getBean(type);
    }

    static JdbcClient database() {
        return bean(JdbcClient.class);
    }

    /** Makes the customer known in the systems, and waits until Heed has seen the record in each of them that shows records. */
    static Person enter(Person person) {
        enter(List.of(person));
        return person;
    }

    /** The same of several at once. */
    static void enter(List<Person> people) {
        TOGETHER.sandbox().enrol(people);
        people.forEach(Scene::untilSeen);
    }

    private static void untilSeen(Person person) {
        String[] shown = person.systems().stream().filter(system -> !system.equals("twilio")).toArray(String[]::new);
        until(() -> database().sql("select count(distinct system) from record join contact_point using (subject_id) where point = ? and present and system = any(?)")
                .params(email(person), shown).query(Integer.class).single() == shown.length);
        quiet(person);
    }

    /** Waits until nothing about the customer is under way. */
    static void quiet(Person person) {
        until(() -> open(person) == 0 && database().sql("select count(*) from inbound where state = 'new'").query(Long.class).single() == 0);
    }

    private static long open(Person person) {
        return database().sql("""
                select count(*) from delivery join contact_point using (subject_id)
                where point in (?, ?) and state in ('queued', 'accepted')""").params(email(person), phone(person)).query(Long.class).single();
    }

    /** How many statements about permissions the ledger holds for the customer; the language found in the records is not counted. */
    static long changes(Person person) {
        return database().sql("select count(distinct entry_id) from ledger join contact_point using (subject_id) where contact_point.point in (?, ?) and key like '%/%'")
                .params(email(person), phone(person)).query(Long.class).single();
    }

    /** How many of them hold. */
    static long holding(Person person) {
        return database().sql("select count(distinct entry_id) from ledger join contact_point using (subject_id) where contact_point.point in (?, ?) and key like '%/%' and rule = 'holds'")
                .params(email(person), phone(person)).query(Long.class).single();
    }

    /** What became of them, by state. */
    static Map<String, Long> deliveries(Person person) {
        Map<String, Long> states = new java.util.TreeMap<>();
        database().sql("select state, count(distinct (change_id, system)) from delivery join contact_point using (subject_id) where point in (?, ?) and key like '%/%' group by state")
                .params(email(person), phone(person))
                .query(row -> { states.put(row.getString(1), row.getLong(2)); });
        return states;
    }

    /** As a person is looked up by: no address stands in the database. */
    static byte[] email(Person person) {
        return bean(Vault.class).hash("email:" + person.email());
    }

    static byte[] phone(Person person) {
        return bean(Vault.class).hash("phone:" + person.phone());
    }

    /** The same before a call that hangs is given up. */
    static void soon(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(condition);
    }

    static void until(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(condition);
    }
}
