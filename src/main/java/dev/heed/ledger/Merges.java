package dev.heed.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which subjects are, or were, believed to be one person. */
@Repository
public class Merges {

    private final JdbcClient jdbc;

    Merges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** These persons, each once, the one known longest first. */
    public List<UUID> byAge(UUID one, UUID other) {
        return jdbc.sql("select id from subject where id in (?, ?) order by created_at, id").params(one, other).query(UUID.class).list();
    }

    public void join(UUID subject, UUID into, Instant since, UUID entry) {
        jdbc.sql("insert into merge (subject_id, into_id, since, entry_id) values (?, ?, ?, ?)").params(subject, into, Sql.time(since), entry).update();
    }

    public void part(UUID subject, Instant until) {
        jdbc.sql("update merge set until = ? where subject_id = ? and until is null").params(Sql.time(until), subject).update();
    }

    /** Into whom this subject was merged; nothing if it is its own. */
    public Optional<UUID> into(UUID subject) {
        return jdbc.sql("select into_id from merge where subject_id = ? and until is null").param(subject).query(UUID.class).optional();
    }

    /** Whether a person said that these are two: no machine makes them one again. */
    public boolean parted(UUID one, UUID other) {
        return jdbc.sql("""
                select count(*) from merge where until is not null
                and (subject_id in (select members_of(:one, 'infinity')) and into_id in (select members_of(:other, 'infinity'))
                  or subject_id in (select members_of(:other, 'infinity')) and into_id in (select members_of(:one, 'infinity')))""")
                .param("one", one).param("other", other).query(Integer.class).single() > 0;
    }
}
