package dev.heed.notary;

import com.zaxxer.hikari.HikariDataSource;
import dev.heed.embedded.TestDatabase;
import dev.heed.evidence.CanonicalJson;
import dev.heed.evidence.Chain;
import dev.heed.evidence.Digests;
import dev.heed.evidence.Header;
import dev.heed.evidence.SigningKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A ledger on a real database, written with the hashing code that writes the real one, and the notary that watches over it. */
final class WrittenLedger implements AutoCloseable {

    private static final String INSERT = """
            insert into ledger (entry_id, subject_id, position, kind, strand, key, value, point, source, actor, evidence, jurisdiction, captured_from, captured_to,
                source_order, received_at, recorded_at, rule, sealed, prior, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    final SigningKey key = SigningKey.generate();
    final HikariDataSource application;
    final HikariDataSource owner;
    final JdbcClient jdbc;
    final Checkpoints checkpoints;
    final GrownChains chains;
    final Tree tree;
    final TransactionTemplate transaction;
    final OwnFolder folder;
    final ExportFile export;
    private final Random random;
    private final Map<UUID, byte[]> heads = new HashMap<>();
    private final Map<UUID, Long> lengths = new HashMap<>();
    private long second;

    WrittenLedger(Path home, long seed) {
        random = new Random(seed);
        Map<String, String> settings = TestDatabase.fresh();
        owner = source(settings, "owner");
        application = source(settings, "login");
        migrate(settings.get("heed.database.login.username"));
        jdbc = JdbcClient.create(application);
        checkpoints = new Checkpoints(jdbc);
        chains = new GrownChains(jdbc);
        tree = new Tree(jdbc, new JdbcTemplate(application));
        transaction = new TransactionTemplate(new DataSourceTransactionManager(application));
        folder = new OwnFolder(home.resolve("evidence"));
        export = new ExportFile(folder.file("checkpoints.jsonl"));
    }

    private static HikariDataSource source(Map<String, String> settings, String who) {
        String login = "heed.database." + who;
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(settings.get("heed.database.url"));
        pool.setUsername(settings.get(login + ".username"));
        pool.setPassword(settings.get(login + ".password"));
        pool.setMinimumIdle(0);
        pool.setMaximumPoolSize(4);
        return pool;
    }

    private void migrate(String role) {
        Flyway.configure().dataSource(owner).placeholders(Map.of("app", role)).load().migrate();
    }

    Notary notary() {
        return new Notary(checkpoints, chains, tree, new PolicyNotes(jdbc), key, Clock.systemUTC(), jdbc, transaction);
    }

    CheckpointExport exporting() {
        return new CheckpointExport(checkpoints, export, folder);
    }

    Report verify() {
        return new Verification(application, TrustedKeys.of(List.of(key.publicKey())), Clock.systemUTC()).run(export).orElseThrow();
    }

    /** What somebody does who owns the tables, and so can switch off what guards them. */
    void tamper(String sql, Object... parameters) {
        for (String table : List.of("ledger", "checkpoint", "checkpoint_leaf", "merkle_node", "checkpoint_key", "policy_note")) {
            JdbcClient.create(owner).sql("alter table " + table + " disable trigger user").update();
        }
        JdbcClient.create(owner).sql(sql).params(parameters).update();
    }

    /** Notes what is judged by from now on. */
    void judgeBy(String policy) {
        Map<String, String> files = Map.of("config/policy.yaml", policy);
        jdbc.sql("insert into policy_note (since, digest, files) values (?, ?, jsonb_build_object('config/policy.yaml', ?))")
                .params(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second++).atOffset(ZoneOffset.UTC), Digests.hex(Digests.sha256(CanonicalJson.of(files))), policy).update();
    }

    UUID subject() {
        UUID subject = new UUID(random.nextLong(), random.nextLong());
        jdbc.sql("insert into subject (id) values (?)").param(subject).update();
        return subject;
    }

    /** Adds entries to a chain, in one transaction. */
    List<UUID> write(UUID subject, int entries) {
        List<UUID> written = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < entries; i++) {
                written.add(append(jdbc, subject));
            }
        });
        return written;
    }

    /** Adds one, in whatever transaction this is. */
    UUID append(JdbcClient jdbc, UUID subject) {
        byte[] sealed = new byte[random.nextInt(200)];
        random.nextBytes(sealed);
        return append(jdbc, header(subject, lengths.getOrDefault(subject, 0L) + 1, heads.getOrDefault(subject, Chain.start()), sealed), sealed);
    }

    UUID say(UUID subject, String key, String value) {
        byte[] sealed = {1};
        return append(jdbc, new Header(new UUID(random.nextLong(), random.nextLong()), subject, lengths.getOrDefault(subject, 0L) + 1, "change", key, value, null,
                "shop", "subject", "form", null, null, null, null, null, Instant.parse("2026-02-01T00:00:00Z"), "holds", Digests.sha256(sealed),
                heads.getOrDefault(subject, Chain.start())), sealed);
    }

    private UUID append(JdbcClient jdbc, Header header, byte[] sealed) {
        byte[] hash = Chain.hash(header);
        insert(jdbc, header, sealed, hash);
        jdbc.sql("update subject set length = ?, head = ? where id = ?").params(header.position(), hash, header.subject()).update();
        lengths.put(header.subject(), header.position());
        heads.put(header.subject(), hash);
        return header.entry();
    }

    Header header(UUID subject, long position, byte[] prior, byte[] sealed) {
        Instant now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second++).plusNanos(1000L * random.nextInt(1_000_000));
        boolean change = random.nextInt(10) > 0;
        return new Header(new UUID(random.nextLong(), random.nextLong()), subject, position, change ? "change" : "merge", maybe("email/marketing"),
                maybe(random.nextBoolean() ? "granted" : "withdrawn"), random.nextBoolean() ? null : Digests.sha256(sealed), maybe("größe \"x\"\n\u0001€😀"),
                maybe("subject"), maybe("form"), maybe("DE"), random.nextBoolean() ? null : now.minusSeconds(60), random.nextBoolean() ? null : now.minusSeconds(30),
                random.nextBoolean() ? null : random.nextLong(), random.nextBoolean() ? null : now.minusSeconds(1), now, maybe("holds"), Digests.sha256(sealed), prior);
    }

    private String maybe(String text) {
        return random.nextInt(4) == 0 ? null : text;
    }

    static void insert(JdbcClient jdbc, Header header, byte[] sealed, byte[] hash) {
        if (strand(header) != null) {
            jdbc.sql("insert into strand (id, subject_id, point, restrictive, counted) values (?, ?, ?, ?, ?)").params(strandRow(header)).update();
        }
        jdbc.sql(INSERT).params(row(header, sealed, hash)).update();
    }

    /** Every entry has one of its own: that is no less true than fewer would be. */
    private static UUID strand(Header header) {
        return header.kind().equals("change") ? header.entry() : null;
    }

    static Object[] strandRow(Header header) {
        return new Object[] {strand(header), header.subject(), header.point(), "withdrawn".equals(header.value()), header.sourceOrder() != null};
    }

    static Object[] row(Header header, byte[] sealed, byte[] hash) {
        return new Object[] {header.entry(), header.subject(), header.position(), header.kind(), strand(header), header.key(), header.value(), header.point(), header.source(),
                header.actor(), header.evidence(), header.jurisdiction(), time(header.capturedFrom()), time(header.capturedTo()), header.sourceOrder(),
                time(header.receivedAt()), time(header.recordedAt()), header.rule(), sealed, header.prior(), hash};
    }

    private static Object time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }


    @Override
    public void close() {
        application.close();
        owner.close();
    }
}
