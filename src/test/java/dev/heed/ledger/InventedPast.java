package dev.heed.ledger;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.change.PointOrigin;
import dev.heed.change.Provenance;
import dev.heed.deciding.Decisions.Judged;
import dev.heed.deciding.Held;
import dev.heed.deciding.RecordView;
import dev.heed.evidence.Chain;
import dev.heed.evidence.Digests;
import dev.heed.ledger.Sayings.Saying;
import dev.heed.policy.Rule;
import dev.heed.policy.Ruling;
import dev.heed.sealing.MadeKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * What so many people said over the years, in the rows that Heed would have written, made by the code that makes the real ones. Of each person only the end
 * of their chain is remembered. Not for several threads: each has people of its own.
 */
public final class InventedPast {

    /** What is written, and in which columns. */
    public static final Map<String, String> TABLES = Map.of(
            "subject", "id, version, length, head, recorded_at",
            "subject_key", "subject_id, wrapped",
            "contact_point", "point, subject_id, sealed, since",
            "strand", "id, subject_id, point, restrictive, counted",
            "ledger", """
                    entry_id, subject_id, position, kind, strand, key, value, point, source, actor, evidence, jurisdiction, captured_from, captured_to, source_order,
                    received_at, recorded_at, rule, sealed, prior, hash""",
            "record", "system, id, subject_id, present, sealed, sealed_by, seen_at",
            "record_history", "system, id, subject_id, present, sealed, sealed_by, since");

    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "fa");
    private static final List<Key> SHOWN = List.of(Key.of("email/marketing"), Key.of("sms/marketing"), Key.of("language"));
    private static final int HASH = 32;

    private final MadeKeys vault;
    private final Entries entries;
    private final long first;
    private final List<Saying> sayings;
    private final BiConsumer<String, Object[]> rows;
    private final SplittableRandom random;
    private final byte[] heads;
    private final int[] lengths;
    private final long[] strands;
    private final Instant[] recorded;

    /**
     * @param first the number of the first person
     * @param one   whether they speak of one permission only
     * @param rows  takes each row, with the name of its table
     */
    public InventedPast(MadeKeys vault, long first, int people, boolean one, BiConsumer<String, Object[]> rows) {
        this.vault = vault;
        this.entries = new Entries(vault);
        this.first = first;
        this.sayings = (one ? Sayings.ONE : Sayings.ALL).list();
        this.rows = rows;
        this.random = new SplittableRandom(~first);
        this.heads = new byte[people * HASH];
        this.lengths = new int[people];
        this.strands = new long[people];
        this.recorded = new Instant[people];
    }

    /** They become known, and where they are reached. */
    public void begin(int person, Instant at) {
        Invented who = new Invented(first + person);
        UUID id = who.id();
        recorded[person] = at.truncatedTo(ChronoUnit.MICROS);
        rows.accept("subject_key", new Object[] {id, vault.wrapped(id)});
        who.points().forEach(point -> rows.accept("contact_point",
                new Object[] {entries.hash(point), id, vault.seal(id, point.text().getBytes(StandardCharsets.UTF_8)), Sql.time(recorded[person])}));
    }

    /** They say something, anything, at about this time. */
    public void speak(int person, Instant about) {
        Invented who = new Invented(first + person);
        Saying saying = sayings.get(random.nextInt(sayings.size()));
        ChainEnd end = new ChainEnd(who.id(), lengths[person], Arrays.copyOfRange(heads, person * HASH, (person + 1) * HASH), recorded[person]);
        Change change = change(who, end, saying, about.truncatedTo(ChronoUnit.MICROS));
        byte[] point = entries.hash(change.contactPoint());
        Strand strand = Strand.of(end.subject(), change, point);
        if ((strands[person] & 1L << saying.number()) == 0) {
            strands[person] |= 1L << saying.number();
            rows.accept("strand", strand.columns());
        }
        Instant at = ChainEnd.next(List.of(end), change.provenance().receivedAt().plusMillis(2 + random.nextInt(40)));
        Row row = Row.change(end, new Judged(change, new Ruling(Rule.HOLDS, change, null, "")), strand.id(), point, entries.seal(end.subject(), change), at);
        rows.accept("ledger", row.columns());
        System.arraycopy(row.hash(), 0, heads, person * HASH, HASH);
        lengths[person]++;
        recorded[person] = at;
        if (saying.source().equals(Sayings.SHOP)) {
            rows.accept("record_history", record(who, change, at));
        }
    }

    /** The last that was seen of their record, and where their chain ends. */
    public void end(int person, Instant at) {
        Invented who = new Invented(first + person);
        Object[] record = record(who, null, at);
        rows.accept("record_history", record);
        rows.accept("record", record);
        byte[] head = lengths[person] == 0 ? Chain.start() : Arrays.copyOfRange(heads, person * HASH, (person + 1) * HASH);
        rows.accept("subject", new Object[] {who.id(), (long) lengths[person], (long) lengths[person], head, Sql.time(at.truncatedTo(ChronoUnit.MICROS))});
    }

    private Change change(Invented who, ChainEnd end, Saying saying, Instant captured) {
        boolean permission = saying.key() instanceof Permission;
        // one in ten is told by a feed that does not say when, but that it was within the hour
        Instant from = random.nextInt(10) == 0 ? captured.minusSeconds(3600) : captured;
        // one in fifty comes with a file at the end of the month
        // never at once: who is timed by the receipt speaks in a strand of its own
        Instant received = captured.plusMillis(1 + (random.nextInt(50) == 0 ? random.nextLong(30L * 86_400_000) : random.nextInt(5000)));
        String event = saying.source() + "-" + who.number() + "-" + end.length();
        Provenance origin = new Provenance(saying.source(), who.record(), event, saying.actor(), "preference page", saying.evidence(), "2024-1", null, from, captured, false,
                saying.counted() ? end.length() : null, received, Digests.hex(Digests.sha256(event.getBytes(StandardCharsets.UTF_8))), saying.source() + "@1",
                List.of(saying.source()), PointOrigin.SUBJECT);
        return new Change(Change.name(end.subject(), saying.key(), origin), end.subject(), saying.key(),
                permission ? saying.value() : LANGUAGES.get(random.nextInt(LANGUAGES.size())), permission ? point(who, (Permission) saying.key()) : null, origin);
    }

    private static ContactPoint point(Invented who, Permission permission) {
        return permission.channel().equals("email") ? who.email() : who.phone();
    }

    /** The record as it shows itself after a change, or as it is found without any. */
    private Object[] record(Invented who, Change change, Instant at) {
        Map<Key, Held> held = new LinkedHashMap<>();
        SHOWN.forEach(key -> held.put(key, Held.seen(key instanceof Permission ? random.nextBoolean() ? "granted" : "withdrawn" : "en", at)));
        if (change != null && held.containsKey(change.key())) {
            held.put(change.key(), Held.seen(change.value(), at));
        }
        UUID id = who.id();
        byte[] sealed = vault.seal(id, RecordJson.write(new RecordView(Sayings.SHOP, who.record(), true, who.email(), who.phone(), held)));
        return new Object[] {Sayings.SHOP, Subjects.record(vault, Sayings.SHOP, who.record()), id, true, sealed, id, Sql.time(at.truncatedTo(ChronoUnit.MICROS))};
    }
}
