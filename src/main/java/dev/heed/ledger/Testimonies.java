package dev.heed.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.sealing.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Reads from the ledger what was said of persons, and where they are reached. */
@Component
class Testimonies {

    /** More than the clocks of two nodes are apart, of which one receives and another records. */
    private static final Duration CLOCKS = Duration.ofDays(1);

    /** What is read may be of somebody who is erased meanwhile, and then is to be forgotten as soon as their key is. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    /** What was said of one person. */
    record Testimony(Set<ContactPoint> points, List<Change> changes) {
    }

    private record Remembered(long version, Testimony said) {
    }

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Entries entries;
    private final Cache<UUID, Remembered> remembered = Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(10_000).build();

    Testimonies(JdbcClient jdbc, Vault vault, Entries entries) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.entries = entries;
    }

    /**
     * Of these persons, read once for each of their versions: one change is carried to many systems.
     *
     * @param versions of persons, none of which was made in this transaction: it may yet come to nothing
     */
    Map<UUID, Testimony> of(Map<UUID, Long> versions) {
        Map<UUID, Testimony> said = new HashMap<>();
        versions.forEach((person, version) -> {
            Remembered known = remembered.getIfPresent(person);
            if (known != null && known.version() == version) {
                said.put(person, known.said());
            }
        });
        List<UUID> others = versions.keySet().stream().filter(person -> !said.containsKey(person)).toList();
        read(others, Instant.MAX, Instant.MAX).forEach((person, read) -> {
            remembered.put(person, new Remembered(versions.get(person), read));
            said.put(person, read);
        });
        return said;
    }

    /** So much is said of the person in this version, from when the transaction that made it has come to something. */
    void remember(UUID person, long version, Testimony said) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                remembered.put(person, new Remembered(version, said));
            }
        });
    }

    /**
     * Of these persons, as they were then.
     *
     * @param asOf    statements made later are left out; {@link Instant#MAX} for none
     * @param knownAt what was recorded later is left out; {@link Instant#MAX} for nothing
     */
    Map<UUID, Testimony> read(Collection<UUID> persons, Instant asOf, Instant knownAt) {
        Map<UUID, Testimony> said = new HashMap<>();
        if (!persons.isEmpty()) {
            Map<UUID, Map<String, ContactPoint>> points = points(persons, knownAt);
            Map<UUID, List<Change>> changes = changes(persons, asOf, knownAt, points);
            persons.forEach(person -> said.put(person, new Testimony(new LinkedHashSet<>(points.getOrDefault(person, Map.of()).values()),
                    changes.getOrDefault(person, List.of()))));
        }
        return said;
    }

    private Map<UUID, Map<String, ContactPoint>> points(Collection<UUID> persons, Instant knownAt) {
        Map<UUID, Map<String, ContactPoint>> points = new HashMap<>();
        DossierSql.ofEach(jdbc, DossierSql.POINTS, "since, point", persons).param("known", Sql.bound(knownAt)).query(row -> {
            Optional<byte[]> text = vault.open(row.getObject("subject_id", UUID.class), row.getBytes("sealed"));
            if (text.isPresent()) {
                points.computeIfAbsent(row.getObject("asked", UUID.class), person -> new LinkedHashMap<>())
                        .put(hex(row.getBytes("point")), ContactPoint.of(new String(text.get(), StandardCharsets.UTF_8)));
            }
        });
        return points;
    }

    private Map<UUID, List<Change>> changes(Collection<UUID> persons, Instant asOf, Instant knownAt, Map<UUID, Map<String, ContactPoint>> points) {
        Map<UUID, List<Change>> changes = new HashMap<>();
        DossierSql.ofEach(jdbc, DossierSql.CHANGES, "sequence", persons).param("as", Sql.bound(statedBy(asOf, knownAt))).param("known", Sql.bound(knownAt)).query(row -> {
            UUID person = row.getObject("asked", UUID.class);
            Change change = row.getBoolean("own") ? entries.change(row, person)
                    : entries.shared(row, points.getOrDefault(person, Map.of()).get(hex(row.getBytes("point"))));
            changes.computeIfAbsent(person, one -> new ArrayList<>()).add(change);
        });
        return changes;
    }

    /**
     * Nothing is stated later than it is recorded: a time in the future is set back to the receipt. So what was known then was stated by
     * then, and what was stated later need not be walked through.
     */
    private static Instant statedBy(Instant asOf, Instant knownAt) {
        return asOf.isBefore(knownAt) || asOf.minus(CLOCKS).isBefore(knownAt) ? asOf : knownAt.plus(CLOCKS);
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
