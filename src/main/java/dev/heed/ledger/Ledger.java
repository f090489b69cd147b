package dev.heed.ledger;

import dev.heed.change.Change;
import dev.heed.change.Permission;
import dev.heed.deciding.Decisions.Judged;
import dev.heed.policy.Answer;
import dev.heed.policy.Slot;
import dev.heed.sealing.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The append-only history of every change and what became of it, a chain a subject, and the state that follows from it. */
@Repository
public class Ledger {

    static final String CHANGE = "change";
    private static final byte[] NOWHERE = {};

    /** A change as the ledger holds it. */
    public record Entry(long sequence, Change change, Instant recordedAt, String rule) {
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Entries entries;
    private final Vault vault;

    Ledger(JdbcClient jdbc, JdbcTemplate batch, Entries entries, Vault vault) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.entries = entries;
        this.vault = vault;
    }

    /** Writes changes at the ends of chains that are held. */
    public void append(Map<ChainEnd, ? extends Collection<Judged>> judged, Instant at) {
        List<Strand> strands = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<ChainEnd> ends = new ArrayList<>();
        judged.forEach((end, changes) -> {
            ChainEnd last = end;
            for (Judged one : changes) {
                byte[] point = entries.hash(one.change().contactPoint());
                Strand strand = Strand.of(end.subject(), one.change(), point);
                Row row = Row.change(last, one, strand.id(), point, entries.seal(end.subject(), one.change()), at);
                strands.add(strand);
                rows.add(row);
                last = row.end();
            }
            if (last != end) {
                ends.add(last);
            }
        });
        if (!rows.isEmpty()) {
            batch.batchUpdate("insert into strand (id, subject_id, point, restrictive, counted) values (?, ?, ?, ?, ?) on conflict do nothing",
                    strands.stream().map(Strand::columns).toList());
            write(rows, ends);
        }
    }

    /**
     * Writes what is no change at the end of a chain that is held.
     *
     * @param kind    {@code merge}, {@code split} or {@code erasure}
     * @param content JSON, sealed with the subject's key
     */
    public UUID note(ChainEnd end, String kind, String content, Instant at) {
        UUID id = UUID.randomUUID();
        Row row = Row.act(end, id, kind, vault.seal(end.subject(), content.getBytes(StandardCharsets.UTF_8)), at);
        write(List.of(row), List.of(row.end()));
        return id;
    }

    /** The same for what says nothing of the person and is to be read by everybody, whatever becomes of the subject's key. */
    public UUID certify(ChainEnd end, String kind, String content, Instant at) {
        UUID id = UUID.randomUUID();
        Row row = Row.act(end, id, kind, content.getBytes(StandardCharsets.UTF_8), at);
        write(List.of(row), List.of(row.end()));
        return id;
    }

    private void write(List<Row> rows, List<ChainEnd> ends) {
        batch.batchUpdate("""
                insert into ledger (entry_id, subject_id, position, kind, strand, key, value, point, source, actor, evidence, jurisdiction,
                                    captured_from, captured_to, source_order, received_at, recorded_at, rule, sealed, prior, hash)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows.stream().map(Row::columns).toList());
        batch.batchUpdate("update subject set length = ?, head = ?, recorded_at = ? where id = ?",
                ends.stream().map(end -> new Object[] {end.length(), end.head(), Sql.time(end.recordedAt()), end.subject()}).toList());
    }

    /** What holds for a person in this version. */
    public record State(UUID subject, Map<Slot, Answer> answers, long version) {

        private Stream<Object[]> rows(Entries entries) {
            return answers.entrySet().stream().filter(entry -> entry.getValue().by() != null)
                    .map(entry -> new Object[] {subject, entry.getKey().key().text(),
                            entry.getKey().contactPoint() == null ? NOWHERE : entries.hash(entry.getKey().contactPoint()),
                            entry.getKey().key() instanceof Permission ? entry.getValue().value() : null,
                            entry.getValue().by().id(), version});
        }
    }

    public void keepState(Collection<State> states) {
        batch.batchUpdate("""
                insert into state (subject_id, key, point, value, entry_id, version) values (?, ?, ?, ?, ?, ?)
                on conflict (subject_id, key, point) do update
                set value = excluded.value, entry_id = excluded.entry_id, version = excluded.version""",
                states.stream().flatMap(state -> state.rows(entries)).toList());
    }

    public Optional<Entry> find(UUID change) {
        return jdbc.sql("select *, person_of(subject_id, 'infinity') person from ledger where entry_id = ? and kind = '" + CHANGE + "'")
                .param(change).query(this::entry).optional();
    }

    /**
     * What this person said, newest first.
     *
     * @param before only entries with a smaller sequence than this
     */
    public List<Entry> history(UUID person, long before, int limit) {
        return jdbc.sql("""
                select ledger.*, ?::uuid person from members_of(?, 'infinity') member cross join lateral (
                    select * from ledger where subject_id = member and kind = 'change' and sequence < ? order by position desc limit ?) ledger
                order by sequence desc limit ?""")
                .params(person, person, before, limit, limit).query(this::entry).list();
    }

    /**
     * That two subjects were found to be one person, or two after all. It is noted in the chains of both.
     *
     * @param kind {@code merge} or {@code split}
     */
    public record Act(long sequence, UUID entry, String kind, Instant recordedAt, UUID subject, UUID into, String because) {
    }

    /** Merges and splits of this person, oldest first. */
    public List<Act> acts(UUID person) {
        return jdbc.sql("""
                select ledger.* from members_of(?, 'infinity') member join ledger on subject_id = member where kind in ('merge', 'split') order by sequence""")
                .param(person).query(this::act).list().stream().flatMap(Optional::stream).toList();
    }

    private Optional<Act> act(ResultSet row, int number) throws SQLException {
        long sequence = row.getLong("sequence");
        UUID entry = row.getObject("entry_id", UUID.class);
        String kind = row.getString("kind");
        Instant at = Sql.time(row, "recorded_at");
        return vault.open(row.getObject("subject_id", UUID.class), row.getBytes("sealed")).map(ChangeJson::tree).map(content -> new Act(sequence, entry, kind, at,
                UUID.fromString(content.path("subject").asText()), UUID.fromString(content.path("into").asText()), content.path("because").asText()));
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(row.getLong("sequence"), entries.change(row, row.getObject("person", UUID.class)), Sql.time(row, "recorded_at"), row.getString("rule"));
    }
}
