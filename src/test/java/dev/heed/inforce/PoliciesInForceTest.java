package dev.heed.inforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.heed.deciding.Rulebook;
import dev.heed.deciding.Rulebook.Illegible;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is in force is noted at start, and counts from then until the next note. */
class PoliciesInForceTest {

    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration MICRO = Duration.ofNanos(1000);
    private static final String MILD = "homeRegion: US";
    private static final String STRICT = "homeRegion: US\ngrants: {evidence: double_opt_in}";

    @TempDir
    Path folder;

    private NotedPast past;

    @BeforeEach
    void open() {
        past = new NotedPast(folder);
    }

    @AfterEach
    void close() {
        past.close();
    }

    @Test
    void whatIsAsItWasAtTheLastStartIsNotNotedAgain() {
        past.start(MILD, MARCH);
        PoliciesInForce again = past.start(MILD, JUNE);

        assertThat(again.all()).hasSize(1);
        assertThat(again.now().note().since()).isEqualTo(MARCH);
    }

    @Test
    void eachCountsFromItsTimeUntilThatOfTheNextAndTheFirstForWhatWasBeforeToo() {
        past.start(MILD, MARCH);
        past.start(STRICT, JUNE);
        PoliciesInForce last = past.start(MILD, NOVEMBER);

        assertThat(last.all()).extracting(Note::since).containsExactly(MARCH, JUNE, NOVEMBER);
        String mild = last.now().note().digest();
        String strict = last.at(JUNE).note().digest();
        assertThat(strict).isNotEqualTo(mild);
        assertThat(last.at(JUNE.minus(MICRO)).note().since()).isEqualTo(MARCH);
        assertThat(last.at(NOVEMBER.minus(MICRO)).note().digest()).isEqualTo(strict);
        assertThat(last.at(NOVEMBER.plus(Duration.ofDays(9))).note()).isEqualTo(last.now().note());
        assertThat(last.at(Instant.EPOCH).note().since()).isEqualTo(MARCH);
        assertThat(last.at(Instant.EPOCH).from()).isEqualTo(Instant.MIN);
        assertThat(last.at(JUNE).from()).isEqualTo(JUNE);
    }

    @Test
    void theTextsAreKeptAsTheyWereAndTheDigestIsTheirs() {
        past.start(STRICT + "   # for a year", MARCH);
        PoliciesInForce last = past.start(MILD, JUNE);

        String digest = last.at(MARCH).note().digest();
        assertThat(last.texts(digest).orElseThrow()).containsEntry("config/policy.yaml", STRICT + "   # for a year").containsKey("config/taxonomy.yaml");
        assertThat(Rulebook.digest(last.texts(digest).orElseThrow())).isEqualTo(digest);
        assertThat(last.texts("0".repeat(64))).isEmpty();
    }

    @Test
    void ofNodesThatStartAtOnceOneNotes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            for (String policy : List.of(MILD, STRICT)) {
                List<PoliciesInForce> nodes = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    nodes.add(past.node(policy, JUNE));
                }
                Set<Instant> since = new HashSet<>();
                for (Future<Instant> one : threads.invokeAll(nodes.stream().map(PoliciesInForceTest::starting).toList())) {
                    since.add(one.get());
                }
                assertThat(since).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(past.start(STRICT, JUNE).all()).hasSize(2);
    }

    @Test
    void whatAnotherNodeNotesCountsFromItsTimeOnAndEachGoesOnJudgingByItsOwn() {
        PoliciesInForce old = past.start(MILD, NOVEMBER);
        PoliciesInForce fresh = past.start(STRICT, NOVEMBER.plusSeconds(1));

        assertThat(old.at(NOVEMBER.plusSeconds(1)).note()).isEqualTo(fresh.now().note());
        assertThat(old.at(NOVEMBER).note()).isEqualTo(old.now().note());
        assertThat(old.now().note()).isNotEqualTo(fresh.now().note());
    }

    @Test
    void aLaterNoteCountsFromALaterTimeThoughItsNodesClockIsBehind() {
        past.start(MILD, NOVEMBER);
        PoliciesInForce behind = past.start(STRICT, NOVEMBER.minusSeconds(5));

        assertThat(behind.now().note().since()).isEqualTo(NOVEMBER.plus(MICRO));
        assertThat(behind.at(NOVEMBER).note().digest()).isNotEqualTo(behind.now().note().digest());
    }

    @Test
    void theSettledPastIsKnownWithoutTheDatabase() {
        past.start(MILD, MARCH);
        PoliciesInForce node = past.start(STRICT, NOVEMBER);
        Rulebook mild = node.at(JUNE).rulebook();

        past.application.close();

        assertThat(node.at(JUNE).rulebook()).as("read once").isSameAs(mild);
        assertThat(node.at(NOVEMBER.minusSeconds(61)).note().since()).isEqualTo(MARCH);
        assertThatThrownBy(() -> node.at(NOVEMBER)).as("another node may have noted something since").isNotNull();
    }

    @Test
    void aNoteThatIsNotUnderstoodStandsInTheWayOnlyOfTheMomentsItCountsFor() throws Exception {
        PoliciesInForce node = past.start(MILD, MARCH);
        String taxonomy = Files.readString(Path.of("config/taxonomy.yaml"));
        note(JUNE, "6", Map.of("config/taxonomy.yaml", taxonomy, "config/policy.yaml", "moods: [calm]"));
        note(NOVEMBER, "11", Map.of("config/taxonomy.yaml", taxonomy, "config/policy.yaml", MILD, "mappings/crm.mapping.yaml", "system: crm\ndreams: {}"));

        assertThat(node.at(MARCH).rulebook().decider()).isNotNull();
        InForce june = node.at(JUNE);
        assertThatThrownBy(june::rulebook).isInstanceOf(Illegible.class).hasMessageContaining("config/policy.yaml:1: ").hasMessageContaining("moods");
        Rulebook november = node.at(NOVEMBER).rulebook();
        assertThat(november.decider()).isNotNull();
        assertThat(november.mapping("shop")).isEmpty();
        assertThatThrownBy(() -> november.mapping("crm")).isInstanceOf(Illegible.class).hasMessageContaining("mappings/crm.mapping.yaml:").hasMessageContaining("dreams");
    }

    @Test
    void nobodyAltersWhatWasNoted() {
        past.start(MILD, MARCH);
        for (String change : List.of("update policy_note set since = 'epoch'", "delete from policy_note", "truncate policy_note")) {
            assertThatThrownBy(() -> JdbcClient.create(past.application).sql(change).update()).rootCause().hasMessageContaining("permission denied");
            assertThatThrownBy(() -> JdbcClient.create(past.owner).sql(change).update()).rootCause().hasMessageContaining("append-only");
        }
    }

    private static Callable<Instant> starting(PoliciesInForce node) {
        return () -> {
            node.afterSingletonsInstantiated();
            return node.now().note().since();
        };
    }

    /** As a newer Heed would. */
    private void note(Instant since, String digest, Map<String, String> files) throws Exception {
        JdbcClient.create(past.application).sql("insert into policy_note (since, digest, files) values (?, ?, ?::jsonb)")
                .params(since.atOffset(ZoneOffset.UTC), digest, new JsonMapper().writeValueAsString(files)).update();
    }
}
