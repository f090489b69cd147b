package dev.heed.ledger;

import dev.heed.mapping.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Raw messages, written before they are acknowledged, and how far each feed was read. */
@Repository
public class InboundMessages {

    /** A raw message and the system it came from. */
    public record Inbound(long id, String system, Message message) {
    }

    /**
     * A raw message that waits to be taken up.
     *
     * @param lane messages in one lane are taken up one after the other, null if it does not matter
     */
    public record Waiting(long id, String lane) {
    }

    private final JdbcClient jdbc;

    InboundMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Waiting keep(String system, Message message, String lane) {
        return new Waiting(jdbc.sql("""
                insert into inbound (system, feed, body, charset, form, digest, received_at, lane) values (?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(system, message.feed(), message.body(), message.charset(), message.form(), message.digest(), Sql.time(message.receivedAt()), lane)
                .query(Long.class).single(), lane);
    }

    /** The message, held until the transaction ends; nothing if it was dealt with. */
    public Optional<Inbound> open(long id) {
        return jdbc.sql("select * from inbound where id = ? and state = 'new' for update").param(id).query((row, n) -> new Inbound(id,
                row.getString("system"), message(row))).optional();
    }

    static Message message(ResultSet row) throws SQLException {
        return new Message(row.getString("feed"), row.getBytes("body"), row.getString("charset"),
                row.getBoolean("form"), Sql.time(row, "received_at"), row.getString("digest"));
    }

    public void close(long id) {
        jdbc.sql("update inbound set state = 'done' where id = ? and state = 'new'").param(id).update();
    }

    public void park(long id, String system, String reason) {
        jdbc.sql("update inbound set state = 'parked' where id = ?").param(id).update();
        jdbc.sql("insert into parked (system, direction, inbound_id, reason) values (?, 'in', ?, ?)").params(system, id, reason).update();
    }

    /** Messages that nobody took up within the time given, in seconds; each is named once in that time. */
    public List<Waiting> forgotten(int seconds, int limit) {
        return jdbc.sql("""
                with woken as (
                    update inbound set woken_at = clock_timestamp() where id in (
                        select id from inbound where state = 'new' and woken_at < clock_timestamp() - make_interval(secs => ?)
                        order by id limit ? for update skip locked) returning id, lane)
                select * from woken order by id""").params(seconds, limit).query((row, n) -> new Waiting(row.getLong(1), row.getString(2))).list();
    }

    /** True the first time a key is given. */
    public boolean first(String key) {
        return jdbc.sql("insert into inbound_key (key) values (?) on conflict do nothing").param(key).update() == 1;
    }

    public boolean seen(String key) {
        return jdbc.sql("select count(*) from inbound_key where key = ?").param(key).query(Integer.class).single() > 0;
    }

    public void forget(String key) {
        jdbc.sql("delete from inbound_key where key = ?").param(key).update();
    }

    /** Whether all these records have been seen. */
    public boolean knows(String system, List<String> records) {
        return jdbc.sql("select count(*) from record where system = ? and id = any(?)").params(system, records.toArray(String[]::new))
                .query(Integer.class).single() == records.stream().distinct().count();
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
