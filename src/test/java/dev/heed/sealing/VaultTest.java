package dev.heed.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;
import dev.heed.ledger.LedgerDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is sealed for somebody opens while their key is there, for them, under the same master key. */
class VaultTest {

    private static final byte[] PLAIN = "ada@example.com".getBytes(StandardCharsets.UTF_8);

    private static HikariDataSource database;
    private static JdbcClient jdbc;

    private final MasterKey master = new MasterKey(Seal.random(Seal.KEY_BYTES));
    private final Vault vault = new Vault(master, jdbc);

    @BeforeAll
    static void open() {
        database = LedgerDatabase.migrated();
        jdbc = JdbcClient.create(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void opensForWhomItWasSealedOnEveryNode() {
        UUID subject = admitted();
        byte[] sealed = vault.seal(subject, PLAIN);

        assertThat(vault.open(subject, sealed)).hasValue(PLAIN);
        assertThat(another(master).open(subject, sealed)).hasValue(PLAIN);
    }

    @Test
    void opensForNobodyElse() {
        UUID subject = admitted();
        UUID other = admitted();
        byte[] sealed = vault.seal(subject, PLAIN);

        assertThatIllegalStateException().isThrownBy(() -> vault.open(other, sealed)).withMessageContaining("does not open");
        jdbc.sql("update subject_key set wrapped = (select wrapped from subject_key where subject_id = ?) where subject_id = ?").params(subject, other).update();
        assertThatIllegalStateException().as("nor with the key laid into the other's row").isThrownBy(() -> another(master).open(other, sealed));
    }

    @Test
    void opensNoMoreOnceTheKeyIsDestroyed() {
        UUID subject = admitted();
        UUID other = admitted();
        byte[] sealed = vault.seal(subject, PLAIN);
        byte[] others = vault.seal(other, PLAIN);

        vault.destroy(subject);

        assertThat(jdbc.sql("select count(*) from subject_key where subject_id = ?").param(subject).query(Long.class).single()).isZero();
        for (Vault node : List.of(vault, another(master))) {
            assertThat(node.open(subject, sealed)).isEmpty();
            assertThatIllegalStateException().as("nor is anything sealed for them again").isThrownBy(() -> node.seal(subject, PLAIN)).withMessage("this subject was erased");
            assertThat(node.open(other, others)).hasValue(PLAIN);
        }
    }

    @Test
    void opensUnderNoOtherMasterKey() {
        UUID subject = admitted();
        byte[] sealed = vault.seal(subject, PLAIN);
        MessageKey waiting = vault.messageKey();
        Vault wrong = another(new MasterKey(Seal.random(Seal.KEY_BYTES)));

        assertThatIllegalStateException().isThrownBy(() -> wrong.open(subject, sealed)).withMessageContaining("another master key");
        assertThatIllegalStateException().isThrownBy(() -> wrong.messageKey(waiting.wrapped(), null));
    }

    @Test
    void opensNotWithAWrappedKeyThatWasAltered() {
        UUID subject = admitted();
        byte[] sealed = vault.seal(subject, PLAIN);
        jdbc.sql("update subject_key set wrapped = set_byte(wrapped, 20, 255 - get_byte(wrapped, 20)) where subject_id = ?").param(subject).update();

        assertThatIllegalStateException().isThrownBy(() -> another(master).open(subject, sealed)).withMessageContaining("altered");
    }

    @Test
    void keysFetchedTogetherAreTheSame() {
        List<UUID> subjects = List.of(admitted(), admitted(), admitted());
        List<byte[]> sealed = subjects.stream().map(subject -> vault.seal(subject, PLAIN)).toList();
        Vault node = another(master);

        node.fetch(subjects);

        for (int i = 0; i < subjects.size(); i++) {
            assertThat(node.open(subjects.get(i), sealed.get(i))).hasValue(PLAIN);
        }
    }

    @Test
    void aMessageThatWaitsOpensForWhomItIsHandedToAndDiesWithThem() {
        UUID subject = admitted();
        UUID other = admitted();
        MessageKey key = vault.messageKey();
        byte[] sealed = key.seal(PLAIN);
        assertThat(vault.messageKey(key.wrapped(), null).orElseThrow().open(sealed)).isEqualTo(PLAIN);
        assertThatIllegalStateException().as("each has a key of its own").isThrownBy(() -> vault.messageKey().open(sealed));

        byte[] handed = vault.hand(key, subject);

        assertThat(vault.messageKey(handed, subject).orElseThrow().open(sealed)).isEqualTo(PLAIN);
        assertThatIllegalStateException().as("the master key alone is not enough now").isThrownBy(() -> vault.messageKey(handed, null));
        assertThatIllegalStateException().isThrownBy(() -> vault.messageKey(handed, other));
        vault.destroy(subject);
        assertThat(vault.messageKey(handed, subject)).isEmpty();
        assertThat(key).hasToString("MessageKey[…]");
    }

    @Test
    void whatPassesThroughAQueueOpensOnEveryNodeAndUnderNoOtherMasterKey() {
        byte[] sealed = vault.sealInPassing(PLAIN);

        assertThat(another(master).openInPassing(sealed)).isEqualTo(PLAIN);
        Vault wrong = another(new MasterKey(Seal.random(Seal.KEY_BYTES)));
        assertThatIllegalStateException().isThrownBy(() -> wrong.openInPassing(sealed)).withMessageContaining("another master key");
        assertThatIllegalStateException().as("nor is it a message's key").isThrownBy(() -> vault.messageKey(sealed, null));
    }

    private UUID admitted() {
        UUID subject = UUID.randomUUID();
        jdbc.sql("insert into subject (id) values (?)").param(subject).update();
        vault.admit(subject);
        return subject;
    }

    /** A node that remembers nothing. */
    private static Vault another(MasterKey master) {
        return new Vault(master, jdbc);
    }
}
