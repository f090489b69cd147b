package dev.heed.ledger;

import dev.heed.change.Change;
import dev.heed.change.Provenance;
import dev.heed.mapping.Message;
import dev.heed.sealing.MessageKey;
import dev.heed.sealing.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Raw messages, written before they are acknowledged, and how far each feed was read. Each is sealed with a key of its own, which is
 * handed to whom the message turns out to be about: when they are erased, so are their messages.
 */
@Repository
public class InboundMessages {

    /** A raw message, the system it came from, and what opens it. */
    public record Inbound(long id, String system, Message message, MessageKey key) {
    }

    /**
     * A raw message that waits to be taken up.
     *
     * @param lane messages in one lane are taken up one after the other, null if it does not matter
     */
    public record Kept(long id, String lane) {
    }

    private final JdbcClient jdbc;
    private final Vault vault;

    InboundMessages(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    public Kept keep(String system, Message message, String lane) {
        return new Kept(keep(system, message, lane, vault.messageKey()), lane);
    }

    /** Keeps a message that is taken up in the same transaction. */
    public Inbound take(String system, Message message) {
        MessageKey key = vault.messageKey();
        return new Inbound(keep(system, message, null, key), system, message, key);
    }

    private long keep(String system, Message message, String lane, MessageKey key) {
        return jdbc.sql("""
                insert into inbound (system, feed, body, wrapped, charset, form, digest, received_at, lane) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(system, message.feed(), key.seal(message.body()), key.wrapped(), message.charset(), message.form(), message.digest(),
                        Sql.time(message.receivedAt()), lane)
                .query(Long.class).single();
    }

    /**
     * These messages, held until the transaction ends; none that was dealt with.
     *
     * @param ordered whether what still waits before them in their lanes is opened too
     * @param limit   no more than so many, the oldest first
     */
    public List<Inbound> open(Collection<Long> ids, boolean ordered, int limit) {
        return jdbc.sql("""
                with asked as (select id, lane from inbound where id = any(:ids)),
                before as (select other.id from (select lane, max(id) id from asked where :ordered and lane is not null group by lane) last
                    join inbound other on other.lane = last.lane and other.state = 'new' and other.id < last.id)
                select found.* from (select id from asked union select id from before order by id) one cross join lateral (
                    select * from inbound where inbound.id = one.id and state = 'new' for update) found
                order by one.id limit :limit""")
                .param("ids", ids.toArray(Long[]::new)).param("ordered", ordered).param("limit", limit).query(this::inbound).list().stream().flatMap(Optional::stream).toList();
    }

    /** The message as it came in; nothing if whom it was about was erased. */
    public Optional<Message> message(long id) {
        return find(id).map(Inbound::message);
    }

    /** The message and the system it came from; nothing if whom it was about was erased. */
    public Optional<Inbound> find(long id) {
        return jdbc.sql("select * from inbound where id = ?").param(id).query(this::inbound).optional().flatMap(found -> found);
    }

    /** The message that a statement was read from; nothing if whom it was about was erased, or if it was past retention. */
    public Optional<Inbound> behind(Change change) {
        Provenance origin = change.provenance();
        return jdbc.sql("""
                with member as (select members_of(person_of(?, 'infinity'), 'infinity') id),
                theirs as (select inbound.id from member join inbound on subject_id = member.id union select inbound_id from member join inbound_other on subject_id = member.id)
                select inbound.* from theirs join inbound using (id) where system = ? and received_at = ? and digest = ? order by id""")
                .params(change.subject(), origin.source(), Sql.time(origin.receivedAt()), origin.digest()).query(this::inbound).list().stream()
                .flatMap(Optional::stream).findFirst();
    }

    Optional<Inbound> inbound(ResultSet row, int number) throws SQLException {
        byte[] wrapped = row.getBytes("wrapped");
        Optional<MessageKey> key = wrapped == null ? Optional.empty() : vault.messageKey(wrapped, row.getObject("subject_id", UUID.class));
        return key.isEmpty() ? Optional.empty() : Optional.of(new Inbound(row.getLong("id"), row.getString("system"),
                new Message(row.getString("feed"), key.get().open(row.getBytes("body")), row.getString("charset"), row.getBoolean("form"),
                        Sql.time(row, "received_at"), row.getString("digest")), key.get()));
    }

    /** What messages were about. */
    public record Dealt(Inbound inbound, Collection<UUID> subjects) {

        private UUID first() {
            return subjects.stream().findFirst().orElse(null);
        }
    }

    /** It is dealt with, and belongs to those it was about. */
    public void close(Inbound inbound, Collection<UUID> subjects) {
        close(List.of(new Dealt(inbound, subjects)));
    }

    /** The same for several. */
    public void close(Collection<Dealt> dealt) {
        jdbc.sql("""
                update inbound set state = 'done', subject_id = subject, wrapped = key from unnest(:ids, :subjects, :keys) dealt (number, subject, key)
                where id = number and state not in ('done', 'parked')""").param("ids", dealt.stream().map(one -> one.inbound().id()).toArray(Long[]::new))
                .param("subjects", dealt.stream().map(Dealt::first).toArray(UUID[]::new))
                .param("keys", dealt.stream().map(one -> one.first() == null ? one.inbound().key().wrapped() : vault.hand(one.inbound().key(), one.first()))
                        .toArray(byte[][]::new)).update();
        dealt.forEach(one -> one.subjects().stream().distinct().skip(1).forEach(other -> jdbc
                .sql("insert into inbound_other (subject_id, inbound_id) values (?, ?) on conflict do nothing").params(other, one.inbound().id()).update()));
    }

    /** It is dealt with, and nothing of it is kept but that it came. */
    public void drop(Inbound inbound) {
        jdbc.sql("update inbound set state = 'done', wrapped = null, body = ''::bytea where id = ? and state = 'new'").param(inbound.id()).update();
    }

    public void park(long id, String reason) {
        jdbc.sql("""
                with parking as (update inbound set state = 'parked' where id = ? and state = 'new' returning id, system)
                insert into parked (system, direction, inbound_id, reason) select system, 'in', id, ? from parking""").params(id, reason).update();
    }

    /** It was taken up alone and failed. How often by now; 0 if it is dealt with all the same. */
    public int failed(long id) {
        return jdbc.sql("update inbound set tries = tries + 1 where id = ? and state = 'new' returning tries").param(id).query(Integer.class).optional().orElse(0);
    }

    /** What was parked under this number waits to be taken up again; nothing if it is no message, no longer waits for a person, or nothing of it is left. */
    public Optional<Kept> again(long parked) {
        return jdbc.sql("""
                with chosen as (
                    update inbound set state = 'new', tries = 0, woken_at = clock_timestamp() from parked
                    where parked.id = ? and resolved_at is null and inbound.id = inbound_id and state = 'parked' and wrapped is not null returning inbound.id, lane),
                resolved as (update parked set resolved_at = clock_timestamp() from chosen where inbound_id = chosen.id and resolved_at is null)
                select * from chosen""").param(parked).query((row, n) -> new Kept(row.getLong(1), row.getString(2))).optional();
    }

    /** Messages that nobody took up for so long. Whoever is named here is not named again before as long. */
    public List<Kept> forgotten(Duration since, int limit) {
        return jdbc.sql("""
                with woken as (
                    update inbound set woken_at = clock_timestamp() where id in (
                        select id from inbound where state = 'new' and woken_at < clock_timestamp() - make_interval(secs => ?)
                        order by id limit ? for update skip locked) returning id, lane)
                select * from woken order by id""").params(since.toSeconds(), limit).query((row, n) -> new Kept(row.getLong(1), row.getString(2))).list();
    }

    /** True the first time a key is given. */
    public boolean first(String key) {
        return jdbc.sql("insert into inbound_key (key) values (?) on conflict do nothing").param(key).update() == 1;
    }

    /** Those of these keys that were not given before. */
    public Set<String> claim(Collection<String> keys) {
        // in one order, so that two who claim several cannot block one another
        return new HashSet<>(jdbc.sql("insert into inbound_key (key) select key from unnest(?) key order by key on conflict do nothing returning key")
                .param(keys.stream().distinct().toArray(String[]::new)).query(String.class).list());
    }

    public boolean seen(String key) {
        return jdbc.sql("select count(*) from inbound_key where key = ?").param(key).query(Integer.class).single() > 0;
    }

    public void forget(String key) {
        jdbc.sql("delete from inbound_key where key = ?").param(key).update();
    }

    /** Whether all these records have been seen. */
    public boolean knows(String system, List<String> records) {
        List<byte[]> ids = records.stream().distinct().map(record -> Subjects.record(vault, system, record)).toList();
        return jdbc.sql("select count(distinct id) from record where system = ? and id = any(?)").params(system, ids.toArray(byte[][]::new))
                .query(Integer.class).single() == ids.size();
    }

    public Optional<String> position(String system, String feed) {
        return jdbc.sql("select position from feed_position where system = ? and feed = ?").params(system, feed).query(String.class).optional();
    }

    public void advance(String system, String feed, String position) {
        jdbc.sql("""
                insert into feed_position (system, feed, position) values (?, ?, ?)
                on conflict (system, feed) do update set position = excluded.position, updated_at = clock_timestamp()""")
                .params(system, feed, position).update();
    }
}
