package dev.heed.ledger;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The idempotent consumer's keys where the one who tells waits for an answer: the same event gets the same one again. */
@Repository
public class EventKeys {

    /** What was told with a key before, and what was answered. */
    public record Told(String digest, UUID change) {
    }

    private final JdbcClient jdbc;

    EventKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Nothing the first time a key is given. Waits for a transaction that has just given the same one. */
    public Optional<Told> claim(String key, String digest) {
        boolean first = jdbc.sql("insert into inbound_key (key, digest) values (?, ?) on conflict do nothing").params(key, digest).update() == 1;
        return first ? Optional.empty() : Optional.of(jdbc.sql("select digest, change_id from inbound_key where key = ?").param(key)
                .query((row, n) -> new Told(row.getString("digest"), row.getObject("change_id", UUID.class))).single());
    }

    public void answer(String key, UUID change) {
        jdbc.sql("update inbound_key set change_id = ? where key = ?").params(change, key).update();
    }
}
