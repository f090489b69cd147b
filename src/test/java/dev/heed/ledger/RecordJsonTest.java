package dev.heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.deciding.Held;
import dev.heed.deciding.RecordView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

    private static final Instant SENT = Instant.parse("2026-11-30T21:00:00.123456789Z");
    private static final Instant BEFORE_1970 = Instant.parse("1969-12-31T23:59:59.999999999Z");
    private static final RecordView RECORD = new RecordView("crm", "0031", true, ContactPoint.of("email:ada@example.com"), null, Map.of(
            Key.of("email/marketing"), new Held("out", "in", SENT, BEFORE_1970, 2, List.of(new Held.Write("in", SENT, null), new Held.Write("out", BEFORE_1970, SENT)))));

    @Test
    void whatIsWrittenIsReadToTheNanosecond() {
        assertThat(RecordJson.read("crm", true, RecordJson.write(RECORD))).isEqualTo(RECORD);
    }

    @Test
    void whatWasKeptWithTimesAsTextIsReadToo() {
        String written = new String(RecordJson.write(RECORD), StandardCharsets.UTF_8);
        String before = written.replaceAll("(\"(?:sentAt|at|until)\":)1796072400123456789", "$1\"" + SENT + "\"").replaceAll(":-1(?=[,}])", ":\"" + BEFORE_1970 + "\"");

        assertThat(before).contains(SENT.toString(), BEFORE_1970.toString());
        assertThat(RecordJson.read("crm", true, before.getBytes(StandardCharsets.UTF_8))).isEqualTo(RECORD);
    }
}
