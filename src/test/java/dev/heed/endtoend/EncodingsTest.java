package dev.heed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heed.sandbox.Person;
import dev.heed.sandbox.Together;
import dev.heed.sandbox.responsys.ResponsysSimulator;
import dev.heed.sealing.Vault;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The files of a system that declares another encoding than UTF-8, through its real route. */
class EncodingsTest {

    private static Together together;

    @BeforeAll
    static void start() {
        together = Together.start(0, 0, 0, null, List.of(), Map.of("heed.data", "target/test-heed/encodings-" + UUID.randomUUID(),
                "camel.main.name", "heed-encodings", "HEED_RESPONSYS_ENCODING", "ISO-8859-9"));
    }

    @AfterAll
    static void stop() {
        together.close();
    }

    /** The second bears a byte order mark, which says more than what was declared. */
    @ParameterizedTest
    @CsvSource({"ISO-8859-9, +15550100901", "UTF-16, +15550100902"})
    void whatAFileSaysArrivesUnmangledEverywhere(String encoding, String phone) {
        ResponsysSimulator responsys = together.sandbox().system(ResponsysSimulator.class);
        responsys.writeIn(Charset.forName(encoding));
        Set<String> systems = Set.of("salesforce", "dynamics365", "eloqua", "responsys");
        Person customer = new Person("ışıl.güneş" + phone + "@örnek.example", phone, "Işıl", "Güneş Çağrı", "tr", "", systems);
        byte[] number = together.heed().getBean(Vault.class).hash("phone:" + phone);
        together.sandbox().enrol(List.of(customer));
        until(() -> count("select count(distinct system) from record join contact_point using (subject_id) where point = ? and present", number) == systems.size());
        String wish = "İstanbul saatiyle akşamları yazın: ığüşöç IĞÜŞÖÇ";
        responsys.act(customer.email(), "CONTACT_WISH", wish);
        responsys.act(customer.email(), "EMAIL_PERMISSION_STATUS_", "O");
        until(() -> Boolean.TRUE.equals(holds("salesforce", customer, "HasOptedOutOfEmail")) && wish.equals(holds("salesforce", customer, "ContactWish__c")));
        until(() -> Boolean.TRUE.equals(holds("dynamics365", customer, "donotbulkemail")) && wish.equals(holds("dynamics365", customer, "new_contactwish")));
        until(() -> "false".equals(holds("eloqua", customer, "isSubscribed")) && wish.equals(holds("eloqua", customer, "C_Contact_Wish1")));
        assertThat(holds("responsys", customer, "CONTACT_WISH")).isEqualTo(wish);
        assertThat(count("select count(*) from contact_point where subject_id in (select subject_id from contact_point where point = ?)", number))
                .as("one number and one address, however often the files named it").isEqualTo(2);
        assertThat(count("select count(*) from ledger join contact_point using (subject_id) where contact_point.point = ? and source = 'responsys' and actor = 'subject'", number))
                .as("the event itself was heard").isPositive();
        assertThat(together.heed().getBean(JdbcClient.class).sql("select reason from parked").query(String.class).list()).isEmpty();
    }

    private static Object holds(String system, Person customer, String field) {
        return together.sandbox().systems().get(system).holds(customer.email()).orElseThrow().get(field);
    }

    private static long count(String query, byte[] point) {
        return together.heed().getBean(JdbcClient.class).sql(query).param(point).query(Long.class).single();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(100)).ignoreExceptions().until(condition);
    }
}
