package dev.heed.sandbox.responsys;

import static dev.heed.sandbox.responsys.FileServer.CED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import dev.heed.sandbox.People;
import dev.heed.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dataformat.csv.CsvDataFormat;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads the files with the SFTP consumer of Camel, to show which options read each file whole and leave the server as it is.
 * A file counts as finished when its last line has ended. Until then it is let pass; as it grows its key changes, and it is read again.
 */
class ResponsysCamelTest {

    private static final String ADA = "ada@example.com";
    private static final String EMAIL = "EMAIL_PERMISSION_STATUS_";

    private static final String CONSUMER = "sftp:localhost:{{responsys.sftp.port}}/download/CED_Data"
            + "?username={{responsys.sftp.user}}&password=RAW({{responsys.sftp.password}})"
            + "&preferredAuthentications=password&useUserKnownHostsFile=false&strictHostKeyChecking=yes&knownHostsFile={{responsys.sftp.known-hosts}}"
            + "&autoCreate=false&stepwise=false&streamDownload=true&include=.*_OPT_(IN|OUT)_.*[.]txt&sortBy=file:name"
            + "&noop=true&idempotentEager=false&idempotentRepository=#bean:responsysFiles"
            + "&idempotentKey=${file:name}-${file:size}-${file:modified}"
            + "&bridgeErrorHandler=true&throwExceptionOnConnectFailed=true&maximumReconnectAttempts=0"
            + "&initialDelay=0&delay=100";

    private static Sandbox sandbox;
    private static ResponsysSimulator responsys;
    private static SftpClient sftp;

    private final List<String> read = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> rows = new CopyOnWriteArrayList<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger failing = new AtomicInteger();
    private final MemoryIdempotentRepository keys = new MemoryIdempotentRepository();
    private DefaultCamelContext camel;
    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(0, 0, URI.create("http://localhost:1"));
        responsys = sandbox.system(ResponsysSimulator.class);
        responsys.interval(Duration.ofMillis(100));
        sftp = new SftpClient(responsys, ResponsysSimulator.SFTP_PASSWORD);
    }

    @AfterAll
    static void stop() throws Exception {
        sftp.close();
        sandbox.close();
    }

    @BeforeEach
    void enrol() {
        responsys.reset();
        People.all().stream().filter(person -> person.systems().contains("responsys")).forEach(responsys::enrol);
    }

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void readsEachFileOnceAndLeavesTheServerAsItWas() throws Exception {
        consume(CONSUMER, responsys.knownHosts(), ResponsysSimulator.SFTP_PASSWORD);
        responsys.act(ADA, EMAIL, "O");
        responsys.act("parisa@example.com", "MOBILE_PERMISSION_STATUS_", "I");
        awaitRead(2);
        List<String> names = sftp.names(CED);

        responsys.act("isil@example.com", "MOBILE_PERMISSION_STATUS_", "O");
        awaitRead(3);

        assertThat(read).hasSize(3).allMatch(text -> text.startsWith("EVENT_TYPE_ID|") && text.endsWith("\n"));
        assertThat(sftp.names(CED)).hasSize(3).containsAll(names);
        assertThat(sftp.names("download")).containsExactly("CED_Data", "Profile");
        assertThat(errors).hasValue(0);
    }

    @Test
    void leavesAFileAloneUntilItsLastLineHasEnded() throws Exception {
        responsys.writeSlowly(Duration.ofSeconds(2));
        consume(CONSUMER, responsys.knownHosts(), ResponsysSimulator.SFTP_PASSWORD);
        responsys.act(ADA, EMAIL, "O");

        await().atMost(Duration.ofSeconds(10)).untilAtomic(unfinished, greaterThan(0));
        assertThat(read).isEmpty();
        awaitRead(1);

        assertThat(read).singleElement().asString().contains("|" + ADA + "\n");
        assertThat(unfinished.get()).as("what did not grow is not fetched again at every poll").isLessThan(5);
    }

    @Test
    void turnsALineIntoAMapByItsHeader() throws Exception {
        consume(CONSUMER, responsys.knownHosts(), ResponsysSimulator.SFTP_PASSWORD);
        responsys.act("joerg@bücher.example", EMAIL, "O");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(rows).singleElement()
                .satisfies(row -> assertThat(row).containsEntry("EVENT_TYPE_ID", "7").containsEntry("EMAIL", "joerg@bücher.example")));
    }

    @Test
    void isDeceivedByAWriterThatPausesWhenItOnlyWatchesTheSize() throws Exception {
        responsys.writeSlowly(Duration.ofMinutes(5));
        consume(CONSUMER + "&readLock=changed&readLockCheckInterval=500&readLockTimeout=3000&readLockLoggingLevel=OFF",
                responsys.knownHosts(), ResponsysSimulator.SFTP_PASSWORD);
        responsys.act(ADA, EMAIL, "O");

        await().atMost(Duration.ofSeconds(10)).untilAtomic(unfinished, greaterThan(0));
    }

    @Test
    void readsAFileAgainWhenItsProcessingFailed() throws Exception {
        failing.set(2);
        consume(CONSUMER, responsys.knownHosts(), ResponsysSimulator.SFTP_PASSWORD);
        responsys.act(ADA, EMAIL, "O");

        awaitRead(1);
        assertThat(failing).hasValue(0);
    }

    @Test
    void readsAReissuedFileBecauseOnlyItsRowsAreKnown() throws Exception {
        consume(CONSUMER, responsys.knownHosts(), ResponsysSimulator.SFTP_PASSWORD);
        responsys.act(ADA, EMAIL, "O");
        awaitRead(1);
        responsys.reissue();
        awaitRead(2);

        assertThat(read.get(1)).isEqualTo(read.get(0));
    }

    @Test
    void readsNothingFromAServerWithAnotherHostKey() throws Exception {
        String other = responsys.knownHosts().substring(0, responsys.knownHosts().indexOf(' '))
                + " ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBOVBHC5Yk3a9tDnSJvJMSkxnpf3Gm3mVpTUc0CfKvFZ9"
                + "GIpGrTKnhz4N3DrVzGxYyYqL9YfJk2lM2aTSLbEYl9E=\n";
        responsys.act(ADA, EMAIL, "O");
        consume(CONSUMER, other, ResponsysSimulator.SFTP_PASSWORD);

        await().atMost(Duration.ofSeconds(10)).untilAtomic(errors, greaterThan(1));
        assertThat(read).isEmpty();
    }

    @Test
    void tellsOfAWrongPasswordInsteadOfPollingSilently() throws Exception {
        responsys.act(ADA, EMAIL, "O");
        consume(CONSUMER, responsys.knownHosts(), "guess");

        await().atMost(Duration.ofSeconds(20)).untilAtomic(errors, greaterThan(1));
        assertThat(read).isEmpty();
    }

    private void consume(String uri, String knownHosts, String password) throws Exception {
        Properties properties = new Properties();
        Path hosts = Files.writeString(folder.resolve("known_hosts"), knownHosts);
        properties.putAll(Map.of("responsys.sftp.known-hosts", hosts.toString(), "responsys.sftp.port", String.valueOf(responsys.sftpPort()),
                "responsys.sftp.user", ResponsysSimulator.SFTP_USER, "responsys.sftp.password", password));
        camel = new DefaultCamelContext();
        camel.getPropertiesComponent().setInitialProperties(properties);
        camel.getRegistry().bind("responsysFiles", keys);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(false).process(exchange -> errors.incrementAndGet());
                from(uri)
                        .process(ResponsysCamelTest::isStream)
                        .convertBodyTo(String.class, "UTF-8")
                        .choice()
                            .when(simple("${body} ends with '\n'"))
                                .process(this::take)
                                .unmarshal(pipes())
                                .split(body()).process(exchange -> rows.add(exchange.getMessage().getBody(Map.class))).end()
                            .endChoice()
                            .otherwise().process(exchange -> unfinished.incrementAndGet());
            }

            private void take(Exchange exchange) {
                if (failing.get() > 0) {
                    failing.decrementAndGet();
                    throw new IllegalStateException("not today");
                }
                read.add(exchange.getMessage().getBody(String.class));
            }
        });
        camel.start();
    }

    private static CsvDataFormat pipes() {
        return new CsvDataFormat().setDelimiter('|').setUseMaps(true);
    }

    private static void isStream(Exchange exchange) {
        assertThat(exchange.getMessage().getBody()).isInstanceOf(StreamCache.class);
    }

    private void awaitRead(int files) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(read).hasSize(files));
    }
}
