package dev.heed.notary;

import dev.heed.evidence.SignedCheckpoint;
import java.util.List;
import org.apache.camel.Header;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is still to be sent to the queue that was named, if one was. Used by the routes as {@code checkpointQueue}. */
@Component
public class CheckpointQueue {

    /** A checkpoint as it travels. */
    public record Sending(String queue, long number, String line) {
    }

    private static final int AT_ONCE = 100;

    private final Checkpoints checkpoints;
    private final EvidenceSettings settings;
    private final JdbcClient jdbc;

    CheckpointQueue(Checkpoints checkpoints, EvidenceSettings settings, JdbcClient jdbc) {
        this.checkpoints = checkpoints;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    public List<Sending> unsent() {
        if (settings.queue().isEmpty()) {
            return List.of();
        }
        long sent = jdbc.sql("select coalesce(max(number), 0) from checkpoint_sent where queue = ?").param(settings.queue()).query(Long.class).single();
        return checkpoints.after(sent, AT_ONCE).stream()
                .map(signed -> new Sending(settings.queue(), signed.checkpoint().number(), signed.line())).toList();
    }

    /** Noted after it was sent: what a crash comes between is sent again. */
    public void sent(@Header("heedCheckpoint") long number) {
        jdbc.sql("""
                insert into checkpoint_sent (queue, number) values (?, ?)
                on conflict (queue) do update set number = greatest(checkpoint_sent.number, excluded.number)""")
                .params(settings.queue(), number).update();
    }
}
