package dev.heed.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SigningKeyTest {

    /** RFC 8032, section 7.1, test 1, the secret key in PKCS#8 form. */
    private static final String SECRET = Pem.write(HexFormat.of().parseHex(
            "302e020100300506032b657004220420" + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"), Pem.PRIVATE);
    private static final String PUBLIC_BYTES = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    @Test
    void findsThePublicKeyOfAPrivateOne() {
        assertThat(Digests.hex(SigningKey.ofPem(SECRET).publicKey().encoded())).endsWith(PUBLIC_BYTES);
    }

    @Test
    void isWrittenAndReadAgain() {
        SigningKey key = SigningKey.generate();

        assertThat(SigningKey.ofPem(key.pem()).publicKey().id()).isEqualTo(key.publicKey().id());
        assertThat(VerifyingKey.ofPem(key.publicKey().pem()).id()).isEqualTo(key.publicKey().id()).hasSize(64);
    }

    @Test
    void signsACheckpointSoThatNothingOfItCanBeChanged() {
        SigningKey key = SigningKey.generate();
        SignedCheckpoint signed = key.sign(checkpoint(7, key.publicKey().id()));

        assertThat(signed.genuine()).isTrue();
        assertThat(new SignedCheckpoint(checkpoint(8, key.publicKey().id()), signed.signature(), key.publicKey()).genuine()).isFalse();
        assertThat(new SignedCheckpoint(signed.checkpoint(), signed.signature(), SigningKey.generate().publicKey()).genuine()).isFalse();
        assertThat(new SignedCheckpoint(signed.checkpoint(), new byte[3], key.publicKey()).genuine()).isFalse();
        assertThat(key.sign(checkpoint(7, "another key's id")).genuine()).isFalse();
    }

    @Test
    void refusesWhatIsNoKeyWithoutRepeatingIt() {
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.ofPem("secret")).withMessageNotContaining("secret");
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.ofPem("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----"));
        assertThatIllegalArgumentException().isThrownBy(() -> VerifyingKey.ofPem(SigningKey.generate().pem()));
    }

    private static Checkpoint checkpoint(long number, String key) {
        return new Checkpoint(number, 3, Digests.sha256(), Headers.NOON, 5, 1234, null, Checkpoint.start(), key);
    }
}
