package dev.heed.sandbox.responsys;

import static dev.heed.sandbox.responsys.FileServer.CED;
import static dev.heed.sandbox.responsys.FileServer.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.heed.sandbox.People;
import dev.heed.sandbox.Sandbox;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.sshd.common.SshException;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponsysFilesTest {

    private static final String ADA = "ada@example.com";
    private static final String EMAIL = "EMAIL_PERMISSION_STATUS_";

    private static Sandbox sandbox;
    private static ResponsysSimulator responsys;
    private static SftpClient sftp;

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

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> new SftpClient(responsys, "guess").close()).isInstanceOf(SshException.class);
    }

    @Test
    void tellsOfAnOptOutInAFileOfItsOwnType() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        responsys.act(ADA, EMAIL, "O");

        eventually(() -> {
            assertThat(sftp.names(CED)).singleElement().asString().matches("1234_OPT_OUT_\\d{8}_\\d{6}\\.txt");
            CSVRecord row = rows("_OPT_OUT_").get(0);
            assertThat(row.get("EVENT_TYPE_ID")).isEqualTo("7");
            assertThat(row.get("ACCOUNT_ID")).isEqualTo("1234");
            assertThat(row.get("RIID")).isEqualTo(responsys.holds(ADA).orElseThrow().get("RIID_"));
            assertThat(row.get("EMAIL")).isEqualTo(ADA);
            assertThat(row.get("SOURCE")).isEqualTo("LINK");
            assertThat(utc(row.get("EVENT_CAPTURED_DT"))).isBetween(before, Instant.now());
        });
    }

    @Test
    void putsSmsIntoFilesOfItsOwnAndPostIntoNone() {
        responsys.act(ADA, "POSTAL_PERMISSION_STATUS_", "O");
        responsys.act(ADA, "MOBILE_PERMISSION_STATUS_", "O");
        responsys.act("asha@example.com", "MOBILE_PERMISSION_STATUS_", "I");

        eventually(() -> {
            assertThat(rows("_SMS_OPT_OUT_")).singleElement().satisfies(row -> assertThat(row.get("MOBILE_NUMBER")).isEqualTo("15550100001"));
            assertThat(rows("_SMS_OPT_IN_")).singleElement().satisfies(row -> assertThat(row.get("EVENT_TYPE_ID")).isEqualTo("21"));
            assertThat(sftp.names(CED)).allMatch(name -> name.contains("_SMS_"));
            assertThat(sftp.all(PROFILE, "_PROFILE_")).contains("Set by an agent");
        });
    }

    @Test
    void tellsOfNothingThatDidNotChange() {
        responsys.act(ADA, EMAIL, "I");
        responsys.act("asha@example.com", "MOBILE_PERMISSION_STATUS_", "I");

        eventually(() -> assertThat(sftp.names(CED)).singleElement().asString().contains("_SMS_OPT_IN_"));
        assertThat(responsys.holds(ADA).orElseThrow()).containsEntry("EMAIL_PERMISSION_REASON_", "Link in e-mail");
    }

    @Test
    void echoesAnApiMergeWithoutAnAuthor() throws Exception {
        RestClient client = new RestClient(sandbox.url());
        client.login(ResponsysSimulator.USER, ResponsysSimulator.PASSWORD);
        client.merge("[\"EMAIL_ADDRESS_\",\"EMAIL_PERMISSION_STATUS_\",\"EMAIL_PERMISSION_REASON_\"]",
                "[[\"" + ADA + "\",\"O\",\"mark\"]]", "\"matchColumnName1\":\"EMAIL_ADDRESS_\"");

        eventually(() -> {
            assertThat(rows("_OPT_OUT_")).singleElement().satisfies(row -> {
                assertThat(row.get("SOURCE")).isEmpty();
                assertThat(row.get("REASON")).isEmpty();
                assertThat(row.get("LAUNCH_ID")).isEmpty();
            });
            assertThat(sftp.all(PROFILE, "_PROFILE_")).contains("O,mark");
        });
    }

    @Test
    void exportsChangedProfilesInEveryScriptCorrectlyQuoted() {
        eventually(() -> assertThat(sftp.names(PROFILE)).hasSize(1));
        responsys.act(ADA, "CONTACT_WISH", "Say \"hello\", then\nwait; लिखें");

        eventually(() -> {
            assertThat(sftp.names(PROFILE)).hasSize(2).allMatch(name -> name.matches("1234_PROFILE_\\d{8}_\\d{6}\\.csv"));
            String newest = sftp.text(PROFILE, sftp.names(PROFILE).get(1));
            assertThat(csv(newest, ',')).singleElement().satisfies(row -> {
                assertThat(row.get("CONTACT_WISH")).isEqualTo("Say \"hello\", then\nwait; लिखें");
                assertThat(row.get("MODIFIED_DATE_")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
            });
        });
        eventually(() -> assertThat(csv(sftp.text(PROFILE, sftp.names(PROFILE).get(0)), ',')).extracting(row -> row.get("EMAIL_ADDRESS_"))
                .containsExactly(ADA, "asha@example.com", "isil@example.com", "parisa@example.com", "joerg@bücher.example"));
    }

    @Test
    void leavesAFileHalfWrittenUntilThePauseIsOver() {
        responsys.writeSlowly(Duration.ofMinutes(5));
        responsys.act(ADA, EMAIL, "O");

        eventually(() -> assertThat(sftp.all(CED, "_OPT_OUT_")).startsWith("EVENT_TYPE_ID|").contains("\n7|1234").doesNotContain(ADA).doesNotEndWith("\n"));
        responsys.finishWriting();
        eventually(() -> assertThat(rows("_OPT_OUT_")).singleElement().satisfies(row -> assertThat(row.get("CONTACT_INFO")).isEqualTo(ADA)));
    }

    @Test
    void issuesTheSameRowsAgainUnderALaterName() {
        responsys.act(ADA, EMAIL, "O");
        eventually(() -> assertThat(sftp.names(CED)).hasSize(1));
        responsys.reissue();

        eventually(() -> {
            List<String> names = sftp.names(CED);
            assertThat(names).hasSize(2);
            assertThat(sftp.text(CED, names.get(1))).isEqualTo(sftp.text(CED, names.get(0)));
        });
    }

    @Test
    void losesRepeatsAndSwapsEventsAsItIsTold() {
        responsys.faults().lose(1);
        responsys.act(ADA, EMAIL, "O");
        responsys.faults().repeat(1);
        responsys.act("asha@example.com", EMAIL, "O");
        responsys.faults().swap();
        responsys.act("isil@example.com", EMAIL, "O");
        responsys.act("parisa@example.com", EMAIL, "O");

        eventually(() -> assertThat(rows("_OPT_OUT_")).extracting(row -> row.get("EMAIL"))
                .containsExactly("asha@example.com", "asha@example.com", "parisa@example.com", "isil@example.com"));
    }

    private static List<CSVRecord> rows(String type) throws Exception {
        return csv(sftp.all(CED, "1234" + type), '|').stream().filter(row -> !row.get(0).equals("EVENT_TYPE_ID")).toList();
    }

    private static List<CSVRecord> csv(String text, char delimiter) throws Exception {
        return CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setHeader().setSkipHeaderRecord(true).get()
                .parse(new StringReader(text)).getRecords();
    }

    private static Instant utc(String time) {
        return LocalDateTime.parse(time, DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss", Locale.ENGLISH)).toInstant(ZoneOffset.UTC);
    }

    private static void eventually(ThrowingRunnable assertion) {
        ConditionFactory waiting = await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(50));
        waiting.untilAsserted(assertion);
    }
}
