package dev.heed.ledger;

import dev.heed.ledger.InboundMessages.Inbound;
import dev.heed.mapping.Message;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Raw messages that came in since an instant, to be read again. Only inside a transaction: outside one the driver reads them all at once. */
@Repository
public class KeptMessages {

    static final int AT_ONCE = 500;

    /**
     * @param message nothing if whom it was about was erased
     * @param parked  whether it waits for a person, and nothing of it was taken in
     */
    public record Kept(long id, String system, String feed, boolean parked, Optional<Message> message) {
    }

    private final JdbcClient jdbc;
    private final InboundMessages messages;

    KeptMessages(DataSource database, InboundMessages messages) {
        this.jdbc = JdbcClient.create(new NamedParameterJdbcTemplate(streaming(database)));
        this.messages = messages;
    }

    static JdbcTemplate streaming(DataSource database) {
        JdbcTemplate streaming = new JdbcTemplate(database);
        streaming.setFetchSize(AT_ONCE);
        return streaming;
    }

    /** Each that was taken up, in the order they came in. */
    public void each(Collection<String> systems, Instant since, Consumer<Kept> consumer) {
        jdbc.sql("select * from inbound where received_at >= ? and system = any(?) and state <> 'new' order by id")
                .params(Sql.time(since), systems.toArray(String[]::new)).query(row -> {
                    consumer.accept(new Kept(row.getLong("id"), row.getString("system"), row.getString("feed"), row.getString("state").equals("parked"),
                            messages.inbound(row, 0).map(Inbound::message)));
                });
    }

    /** How many changes of these systems were recorded since whose message is kept no longer: it is past retention. */
    public long dropped(Collection<String> systems, Instant since) {
        return jdbc.sql("""
                select count(*) from ledger where kind = 'change' and recorded_at >= ? and source = any(?)
                and not exists (select 1 from inbound where inbound.system = ledger.source and inbound.received_at = ledger.received_at)""")
                .params(Sql.time(since), systems.toArray(String[]::new)).query(Long.class).single();
    }
}
