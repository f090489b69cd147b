package dev.heed.sandbox.eloqua;

import dev.heed.sandbox.Faults;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.SimulatedSystem;
import dev.heed.sandbox.Writes;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A simulated Oracle Eloqua instance: base discovery at {@code /eloqua/id}, Bulk 2.0 and REST 2.0 below the base that
 * discovery answers with. Credentials, all invented: HTTP Basic with {@link #COMPANY}, a backslash, {@link #USER} as
 * user and {@link #PASSWORD}.
 *
 * <p>Where public sources are silent it chooses: a change of the global subscription is an activity of asset type
 * {@code Global}; a Bulk {@code setStatus} that changes something makes an activity like a click does; a REST PUT clears
 * what it leaves out; a Bulk row that changes nothing leaves no trace; an unmatched row of an update-only import is
 * rejected like that of a sync action; an address without a contact makes no activity.
 */
@Component
public final class EloquaSimulator implements SimulatedSystem, DisposableBean {

    public static final String COMPANY = "SandboxInstall";
    public static final String USER = "Api.User";
    public static final String PASSWORD = "invented-eloqua-password";

    /** Native id of the API user, in {@code updatedBy} of what it wrote. */
    static final String USER_ID = "901";
    private static final String AGENT_ID = "12";

    private final Faults faults = new Faults();
    private final Writes writes = new Writes();
    private final Activities activities;
    private final Contacts contacts;
    private final Definitions definitions;
    private final Staging staging;
    private final Syncs syncs;
    private final Limits limits;
    private final Pod pod = new Pod();
    private final Hands hands;

    EloquaSimulator(Clock clock, @Value("${sandbox.eloqua-hourly:2000}") int hourly) {
        activities = new Activities(clock, faults);
        contacts = new Contacts(clock, activities);
        definitions = new Definitions(clock, new ExportReader(contacts, activities));
        staging = new Staging(clock);
        syncs = new Syncs(clock, contacts, staging, writes);
        limits = new Limits(clock, hourly);
        hands = new Hands(contacts, AGENT_ID);
    }

    @Override
    public String name() {
        return "eloqua";
    }

    @Override
    public String title() {
        return "Oracle Eloqua";
    }

    @Override
    public void enrol(Person person) {
        if (contacts.byEmail(person.email()).isPresent()) {
            return;
        }
        Map<ContactField, String> fields = new EnumMap<>(ContactField.class);
        fields.put(ContactField.EMAIL, person.email());
        fields.put(ContactField.FIRST_NAME, person.firstName());
        fields.put(ContactField.LAST_NAME, person.lastName());
        fields.put(ContactField.MOBILE_PHONE, person.phone());
        fields.put(ContactField.LANGUAGE, person.language());
        fields.put(ContactField.CONTACT_WISH, person.wish());
        contacts.create(fields, AGENT_ID);
    }

    @Override
    public Serializable memory() {
        return contacts.memory();
    }

    @Override
    public void recall(Serializable memory) {
        contacts.recall((Contacts.Memory) memory);
    }

    /** Definitions stay: they are tools of the integrator, who may have kept their addresses. */
    @Override
    public void reset() {
        syncs.clear();
        syncs.take(Duration.ofMillis(300));
        staging.clear();
        contacts.clear();
        activities.clear();
        writes.clear();
        faults.clear();
        limits.reset();
        pod.reset();
    }

    @Override
    public Optional<Map<String, Object>> holds(String email) {
        return contacts.byEmail(email).map(ContactJson::held);
    }

    @Override
    public List<Lever> levers() {
        return Hands.LEVERS;
    }

    @Override
    public void act(String email, String lever, String value) {
        hands.act(email, lever, value);
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public Writes writes() {
        return writes;
    }

    /** The instance moves to another pod: the base known so far answers 401 from now on, and {@code /id} names the new one. */
    public void move() {
        pod.move();
    }

    /** Activities show in exports only so long after they happened; their date stays the true one. */
    public void delayActivities(Duration delay) {
        activities.delay(delay);
    }

    /** From the creation of a sync to its end; 300 ms unless set. */
    public void syncTime(Duration time) {
        syncs.take(time);
    }

    /** The next syncs end in error without effect. */
    public void failSyncs(int next) {
        syncs.fail(next);
    }

    /** Syncs an hour: exports, imports, sync actions; what {@code sandbox.eloqua-hourly} says unless set, and twice that for sync actions. */
    public void hourlyLimits(int exports, int imports, int syncActions) {
        limits.hourly(exports, imports, syncActions);
    }

    /** Calls of {@code /id} a minute; 30 unless set. */
    public void discoveriesPerMinute(int discoveries) {
        limits.discoveriesPerMinute(discoveries);
    }

    @Override
    public void destroy() {
        syncs.stop();
    }

    Contacts contacts() {
        return contacts;
    }

    Definitions definitions() {
        return definitions;
    }

    Staging staging() {
        return staging;
    }

    Syncs syncs() {
        return syncs;
    }

    Limits limits() {
        return limits;
    }

    Pod pod() {
        return pod;
    }
}
