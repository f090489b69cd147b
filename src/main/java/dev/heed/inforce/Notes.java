package dev.heed.inforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** What was ever noted. It is added to, never altered. */
@Repository
class Notes {

    /** Of the advisory lock that those hold who add a note: they come one after the other. */
    private static final long LOCK = 0x686565646e6f7465L;
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Notes(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Notes what is in force now, unless it is what was noted last. Whatever the clocks of two nodes say, a later note counts from a later time. */
    void add(String digest, Map<String, String> texts, Instant now) {
        String files = json(texts);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((row, n) -> "held").single();
            jdbc.sql("""
                    insert into policy_note (since, digest, files)
                    select greatest(:now, last.since + interval '1 microsecond'), :digest, :files::jsonb
                    from (values (1)) one left join (select since, digest from policy_note order by number desc limit 1) last on true
                    where last.digest is distinct from :digest""")
                    .param("now", now.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC)).param("digest", digest).param("files", files).update();
        });
    }

    /** The first one first. */
    List<Note> all() {
        return jdbc.sql("select number, since, digest from policy_note order by number")
                .query((row, n) -> new Note(row.getLong("number"), row.getObject("since", OffsetDateTime.class).toInstant(), row.getString("digest"))).list();
    }

    /** The texts with this digest, by the names of the files. */
    Optional<Map<String, String>> texts(String digest) {
        return jdbc.sql("select files from policy_note where digest = ? order by number limit 1").param(digest).query(String.class).optional().map(Notes::parsed);
    }

    private static String json(Map<String, String> texts) {
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts by names are JSON", e);
        }
    }

    private static Map<String, String> parsed(String files) {
        try {
            return JSON.readValue(files, new TypeReference<>() { });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a note holds something else than texts by names", e);
        }
    }
}
