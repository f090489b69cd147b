package dev.heed.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

/** What is sealed opens with its key, for what it was sealed for, as it was; and not otherwise. */
class SealTest {

    private static final SecretKey KEY = Seal.key(Seal.random(Seal.KEY_BYTES));
    private static final byte[] BOUND = bytes("for this");
    private static final byte[] PLAIN = bytes("ada@example.com");

    private final byte[] sealed = Seal.close(KEY, PLAIN, BOUND);

    @Test
    void opensAsItWas() {
        assertThat(Seal.open(KEY, sealed, BOUND)).isEqualTo(PLAIN);
        assertThat(Seal.open(KEY, Seal.close(KEY, new byte[0], BOUND), BOUND)).isEmpty();
    }

    @Test
    void showsNothingOfWhatIsInItNorThatTwoAreTheSame() {
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("ada");
        byte[] again = Seal.close(KEY, PLAIN, BOUND);
        assertThat(Arrays.copyOf(again, 12)).as("a nonce is used once").isNotEqualTo(Arrays.copyOf(sealed, 12));
        assertThat(Arrays.copyOfRange(again, 12, again.length)).isNotEqualTo(Arrays.copyOfRange(sealed, 12, sealed.length));
    }

    @Test
    void doesNotOpenWithAnotherKey() {
        SecretKey other = Seal.key(Seal.random(Seal.KEY_BYTES));
        assertThatIllegalStateException().isThrownBy(() -> Seal.open(other, sealed, BOUND)).withMessageContaining("does not open");
    }

    @Test
    void doesNotOpenForAnythingElse() {
        assertThatIllegalStateException().isThrownBy(() -> Seal.open(KEY, sealed, bytes("for that")));
        assertThatIllegalStateException().isThrownBy(() -> Seal.open(KEY, sealed, new byte[0]));
    }

    @Test
    void doesNotOpenWithAnyByteAltered() {
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThatIllegalStateException().as("byte " + i).isThrownBy(() -> Seal.open(KEY, altered, BOUND)).withMessageNotContaining("ada");
        }
    }

    @Test
    void doesNotOpenCutOrGrown() {
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatIllegalStateException().as(length + " bytes of it").isThrownBy(() -> Seal.open(KEY, cut, BOUND)).withMessageContaining("does not open");
        }
        assertThatIllegalStateException().isThrownBy(() -> Seal.open(KEY, Arrays.copyOf(sealed, sealed.length + 1), BOUND));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
