package dev.heed.expiry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who is to be looked at again, and when. */
@Repository
class DuePersons {

    private final JdbcClient jdbc;

    DuePersons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes on those whose time has come, the longest waiting first; nodes that do this at once take different ones.
     *
     * @param again when they are due again, should whoever took them on not come to it
     */
    List<UUID> claim(Instant now, Instant again, int limit) {
        return jdbc.sql("""
                with due as materialized (
                    select id from subject where look_again_at <= :now order by look_again_at limit :limit for update skip locked)
                update subject set look_again_at = :again from due where subject.id = due.id returning subject.id""")
                .param("now", now.atOffset(ZoneOffset.UTC)).param("again", again.atOffset(ZoneOffset.UTC)).param("limit", limit).query(UUID.class).list();
    }

    /**
     * Notes by which policy people are looked at; if it is another one than before, everybody of whom something holds is due.
     *
     * @return how many are
     */
    int rule(String policy, Instant now) {
        return jdbc.sql("""
                with changed as (
                    insert into policy_in_force (digest, since) values (:policy, :now)
                    on conflict (id) do update set digest = excluded.digest, since = excluded.since where policy_in_force.digest <> excluded.digest
                    returning id),
                concerned as materialized (
                    select id from subject where exists (select 1 from changed) and erased_at is null
                    and exists (select 1 from state where subject_id = subject.id) order by id for update)
                update subject set look_again_at = :now from concerned where subject.id = concerned.id""")
                .param("policy", policy).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }
}
