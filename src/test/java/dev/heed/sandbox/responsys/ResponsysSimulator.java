package dev.heed.sandbox.responsys;

import dev.heed.sandbox.Faults;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.SimulatedSystem;
import dev.heed.sandbox.Writes;
import dev.heed.sandbox.responsys.CedEvent.Source;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Oracle Responsys: one account with one profile list, the REST API v1.3 below {@code /responsys/rest} and an SFTP server
 * with the files of its export jobs in {@code download/CED_Data} and {@code download/Profile}.
 *
 * <p>Where the vendor publishes nothing, this one chose: an API merge that changes a permission is told of in the contact
 * event data like any other change; an import is not; the feed names no author. An export job never runs twice a second,
 * because the second is in the file name.
 */
@Component
public final class ResponsysSimulator implements SimulatedSystem, DisposableBean {

    /** Log-in of the API user. */
    public static final String USER = "heed_api";
    public static final String PASSWORD = "invented-responsys-password";
    /** Log-in of the file server; the password has signs that a URI would spoil if they were not kept raw. */
    public static final String SFTP_USER = "heed_scp";
    public static final String SFTP_PASSWORD = "invented+sftp&password";

    public static final String LIST = "CONTACTS_LIST";
    public static final String ACCOUNT_ID = "1234";
    public static final String LIST_ID = "1262";
    /** Dates in the list and in the profile export are local to it; those of contact event data are UTC. */
    public static final ZoneId ACCOUNT_ZONE = ZoneId.of("America/Los_Angeles");

    private final Faults faults = new Faults();
    private final Writes writes = new Writes();
    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(2);
    private final Tokens tokens;
    private final RateLimits limits;
    private final FileServer files;
    private final Drop drop;
    private final CedExport ced;
    private final ContactList list;
    private final ProfileExport profiles;
    private final Jobs jobs;
    private int customers = 1000;

    ResponsysSimulator(Clock clock, @Value("${sandbox.sftp-port:0}") int sftpPort,
                       @Value("${sandbox.responsys-interval:500ms}") Duration interval,
                       @Value("${sandbox.folder:}") String folder) {
        tokens = new Tokens(clock);
        limits = new RateLimits(clock);
        files = new FileServer(sftpPort, folder, faults);
        drop = new Drop(files, scheduler);
        ced = new CedExport(clock, drop);
        list = new ContactList(clock, event -> faults.feed(event).forEach(ced::add));
        profiles = new ProfileExport(clock, drop, list);
        jobs = new Jobs(scheduler, interval, ced::run, profiles::run);
        jobs.start();
    }

    @Override
    public String name() {
        return "responsys";
    }

    @Override
    public String title() {
        return "Oracle Responsys";
    }

    @Override
    public void enrol(Person person) {
        if (holds(person.email()).isPresent()) {
            return;
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("CUSTOMER_ID_", nextCustomer());
        values.put("EMAIL_ADDRESS_", person.email());
        values.put("EMAIL_PERMISSION_STATUS_", "I");
        values.put("EMAIL_PERMISSION_REASON_", "Import");
        values.put("EMAIL_FORMAT_", "H");
        values.put("MOBILE_NUMBER_", person.phone());
        values.put("LANGUAGE", person.language());
        values.put("CONTACT_WISH", person.wish());
        list.load(values);
    }

    /** The file server's port, and its host key, which is new at each start. */
    @Override
    public Map<String, Object> settingsForHeed() {
        return Map.of("sandbox.sftp-port", files.port(), "sandbox.known-hosts", files.knownHostsFile().toString());
    }

    private record Memory(ContactList.Memory list, List<CedEvent> waiting, long told, int customers) implements Serializable {
    }

    /** Between two runs of the jobs and under the lock of the list, so that what is in no file yet is known to be so. */
    @Override
    public Serializable memory() {
        AtomicReference<Memory> memory = new AtomicReference<>();
        jobs.between(() -> {
            synchronized (list) {
                memory.set(new Memory(list.memory(), ced.waiting(), profiles.told(), customers));
            }
        });
        return memory.get();
    }

    @Override
    public void recall(Serializable memory) {
        Memory known = (Memory) memory;
        jobs.between(() -> {
            list.recall(known.list());
            known.waiting().forEach(ced::add);
            profiles.goOnAfter(known.told());
            customers = known.customers();
        });
    }

    @Override
    public void reset() {
        jobs.between(() -> {
            list.clear();
            profiles.forget();
            ced.forget();
            drop.forget();
            files.empty();
        });
        limits.reset();
        writes.clear();
        faults.clear();
    }

    @Override
    public Optional<Map<String, Object>> holds(String email) {
        synchronized (list) {
            return list.first("EMAIL_ADDRESS_", email).map(row -> new LinkedHashMap<String, Object>(row.copy()));
        }
    }

    @Override
    public List<Lever> levers() {
        return Gesture.levers();
    }

    @Override
    public void act(String email, String lever, String value) {
        Gesture gesture = Gesture.of(lever, value);
        synchronized (list) {
            Row row = list.first("EMAIL_ADDRESS_", email).orElseThrow(() -> new IllegalArgumentException("Nobody has that address here"));
            if (gesture == Gesture.DELETE) {
                list.delete(row);
            } else {
                list.change(row, gesture.values(value), gesture.source);
            }
        }
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public Writes writes() {
        return writes;
    }

    /** Port of the file server. */
    public int sftpPort() {
        return files.port();
    }

    /** The file server's line for a {@code known_hosts} file. */
    public String knownHosts() {
        return files.knownHosts();
    }

    /** Every token handed out so far has come to its end. */
    public void expireTokens() {
        tokens.expireAll();
    }

    /** By what each log-in was made so far, {@code password} or {@code token}, oldest first. */
    public List<String> logins() {
        return tokens.types();
    }

    /** Sets how often a function of the API may be called in a minute; the names are those of {@code /rest/api/ratelimit}. */
    public void limit(String function, int perMinute) {
        limits.limit(function, perMinute);
    }

    /** How long after a run the export jobs run again. */
    public void interval(Duration interval) {
        jobs.interval(interval);
    }

    /** Files begin with the header and half a row, and the rest follows after the pause; zero for whole files. */
    public void writeSlowly(Duration pause) {
        drop.pause(pause);
    }

    /** The character encoding of the files from now on; what it has no letter for becomes a question mark, as with any export. */
    public void writeIn(Charset charset) {
        drop.writeIn(charset);
    }

    /** Completes the files that {@link #writeSlowly} left unfinished, now. */
    public void finishWriting() {
        drop.finish();
    }

    /** The newest contact event data file of each type comes once more under a later name. */
    public void reissue() {
        ced.reissue();
    }

    @Override
    public void destroy() throws IOException {
        scheduler.shutdownNow();
        files.close();
    }

    Tokens tokens() {
        return tokens;
    }

    RateLimits limits() {
        return limits;
    }

    ContactList list() {
        return list;
    }

    ScheduledThreadPoolExecutor scheduler() {
        return scheduler;
    }

    private synchronized String nextCustomer() {
        return "p-" + ++customers;
    }
}
