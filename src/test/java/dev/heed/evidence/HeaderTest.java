package dev.heed.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeaderTest {

    private static final UUID ENTRY = UUID.fromString("0f3d1f6e-5a52-8f61-9c38-5a0f6f6f2a10");

    @Test
    void isCanonicalJsonOfEveryClearColumn() {
        byte[] point = {(byte) 0xab, 1};
        Header header = new Header(ENTRY, Headers.ADA, 3, "change", "sms/marketing", "withdrawn", point, "twilio", "subject", "form", "US",
                Instant.parse("2026-11-25T14:19:02Z"), Instant.parse("2026-11-25T14:19:02.5Z"), 42L, Instant.parse("2026-11-25T14:19:02.123456Z"),
                Instant.parse("2026-11-25T14:19:03.000001Z"), "holds", Digests.sha256(), Chain.start());

        assertThat(CanonicalJson.text(header.members())).isEqualTo("""
                {"actor":"subject","capturedFrom":"2026-11-25T14:19:02.000000Z","capturedTo":"2026-11-25T14:19:02.500000Z",\
                "entry":"0f3d1f6e-5a52-8f61-9c38-5a0f6f6f2a10","evidence":"form","jurisdiction":"US","key":"sms/marketing","kind":"change",\
                "point":"ab01","position":3,"prior":"0000000000000000000000000000000000000000000000000000000000000000",\
                "receivedAt":"2026-11-25T14:19:02.123456Z","recordedAt":"2026-11-25T14:19:03.000001Z","rule":"holds",\
                "sealed":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","source":"twilio","sourceOrder":42,\
                "subject":"8d9c2a34-6b1e-4c52-a9f0-3f6f0c7be6a1","value":"withdrawn"}""");
    }

    @Test
    void leavesOutWhatIsNotThere() {
        Header header = new Header(ENTRY, Headers.ADA, 1, "erasure", null, null, null, null, null, null, null, null, null, null, null,
                Headers.NOON, null, null, Chain.start());

        assertThat(header.members()).containsOnlyKeys("entry", "subject", "position", "kind", "recordedAt", "prior");
    }

    @Test
    void writesAnOrderThatJsonCannotCountAsText() {
        assertThat(ordered((1L << 53) - 1).members()).containsEntry("sourceOrder", (1L << 53) - 1);
        assertThat(ordered(1L << 53).members()).containsEntry("sourceOrder", "9007199254740992");
        Set<String> hashes = new HashSet<>();
        for (long order : List.of(1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE)) {
            hashes.add(Digests.hex(Chain.hash(ordered(order))));
        }
        assertThat(hashes).hasSize(5);
    }

    @Test
    void refusesATimeThatTheDatabaseWouldRound() {
        assertThatIllegalArgumentException().isThrownBy(() -> recorded(Instant.parse("2026-11-25T14:19:02.1234561Z"))).withMessageContaining("recordedAt");
        assertThatIllegalArgumentException().isThrownBy(() -> new Header(ENTRY, Headers.ADA, 1, "change", null, null, null, null, null, null, null, null,
                null, null, null, Headers.NOON, null, new byte[16], Chain.start())).withMessageContaining("sealed");
    }

    private static Header ordered(long order) {
        return new Header(ENTRY, Headers.ADA, 1, "change", null, null, null, null, null, null, null, null, null, order, null,
                Headers.NOON, null, null, Chain.start());
    }

    private static Header recorded(Instant at) {
        return new Header(ENTRY, Headers.ADA, 1, "change", null, null, null, null, null, null, null, null, null, null, null, at, null, null, Chain.start());
    }
}
