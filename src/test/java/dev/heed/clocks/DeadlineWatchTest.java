package dev.heed.clocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.change.Change;
import dev.heed.clocks.DeadlineAlarms.Figures;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.Decisions.Delivery;
import dev.heed.deciding.Decisions.Judged;
import dev.heed.deciding.DeliveryState;
import dev.heed.deciding.Dossier;
import dev.heed.policy.Rule;
import dev.heed.policy.Ruling;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clocks of deliveries, over a real database: 20 November to 8 December 2026, 05:00 UTC, are ten business days in the US. */
class DeadlineWatchTest {

    private static final String FRIDAY = "2026-11-20T05:00:00Z";
    private static final Instant DEADLINE = Instant.parse("2026-12-08T05:00:00Z");
    private static final String JUST_BEFORE_HALF = "2026-11-29T04:59:59Z";
    private static final String HALF = "2026-11-29T05:00:00Z";
    private static final String MOST = "2026-12-04T14:36:00Z";
    private static final String LATE = "2026-12-08T05:00:00Z";

    private static final ClocksDatabase database = new ClocksDatabase();

    private SimpleMeterRegistry meters;
    private DeadlineAlarms alarms;
    private DeadlineWatch watch;
    private DeliveryClocks clocks;

    @BeforeEach
    void start() {
        database.empty();
        database.at(FRIDAY);
        meters = new SimpleMeterRegistry();
        alarms = new DeadlineAlarms(database.jdbc);
        watch = new DeadlineWatch(alarms, meters, database);
        clocks = new DeliveryClocks(database.jdbc, database.batch, ClocksDatabase.DEADLINES, database);
    }

    @Test
    void raisesEveryLevelOnce() {
        carry(withdrawal(), "crm");

        assertThat(lookAt(JUST_BEFORE_HALF)).isEmpty();
        assertThat(lookAt(HALF)).extracting(Alarm::level).containsExactly(Level.HALF);
        assertThat(lookAt(MOST)).extracting(Alarm::level).containsExactly(Level.MOST);
        assertThat(lookAt("2026-12-08T04:59:59Z")).isEmpty();
        assertThat(lookAt(LATE)).extracting(Alarm::level).containsExactly(Level.LATE);
        assertThat(lookAt("2027-12-08T05:00:00Z")).isEmpty();
        assertThat(counted("half") + counted("most") + counted("late")).isEqualTo(3);
    }

    @Test
    void afterALongStopRaisesOnlyTheHighest() {
        carry(withdrawal(), "crm");

        assertThat(lookAt("2026-12-20T00:00:00Z")).extracting(Alarm::level).containsExactly(Level.LATE);
        assertThat(lookAt("2026-12-20T00:01:00Z")).isEmpty();
    }

    @Test
    void showsPerSystemWhatIsHalfMostLateAndNextUntilItIsConfirmed() {
        Change change = withdrawal();
        carry(change, "crm", "sms");

        assertThat(figures()).containsExactly(new Figures("crm", 0, 0, 0, DEADLINE), new Figures("sms", 0, 0, 0, DEADLINE));
        lookAt(HALF);
        assertThat(figures()).containsExactly(new Figures("crm", 1, 0, 0, DEADLINE), new Figures("sms", 1, 0, 0, DEADLINE));
        lookAt(MOST);
        database.delivery(change, "sms", "confirmed", MOST);
        assertThat(figures()).containsExactly(new Figures("crm", 0, 1, 0, DEADLINE), new Figures("sms", 0, 0, 0, null));
        lookAt(LATE);
        assertThat(figures()).containsExactly(new Figures("crm", 0, 0, 1, null), new Figures("sms", 0, 0, 0, null));
        database.delivery(change, "crm", "confirmed", LATE);
        assertThat(figures()).containsExactly(new Figures("crm", 0, 0, 0, null), new Figures("sms", 0, 0, 0, null));
        watch.look();
        assertThat(database.jdbc.sql("select count(*) from deadline_alarm where cleared_at is null").query(Long.class).single()).isZero();
    }

    @Test
    void whatIsAcceptedOrParkedIsNotConfirmedAndEveryOtherEndIsOne() {
        for (DeliveryState state : DeliveryState.values()) {
            Change change = withdrawal();
            carry(change, "crm");
            database.delivery(change, state.text(), "queued", null);
            database.jdbc.sql("update delivery_clock set system = ? where change_id = ?").params(state.text(), change.id()).update();
            database.delivery(change, state.text(), state.text(), null);
        }

        assertThat(lookAt(HALF)).extracting(Alarm::system).containsExactlyInAnyOrder("queued", "accepted", "parked");
        database.jdbc.sql("update parked set resolved_at = clock_timestamp()").update();
        assertThat(lookAt(LATE)).extracting(Alarm::system).containsExactlyInAnyOrder("queued", "accepted");
    }

    @Test
    void whatWasLostThereAndIsCarriedAgainHasANewClock() {
        Change change = withdrawal();
        carry(change, "crm");
        lookAt(LATE);
        database.delivery(change, "crm", "confirmed", LATE);
        database.at("2027-03-01T12:00:00Z");
        again(change, "crm");

        assertThat(watch.look()).isEmpty();
        assertThat(figures().get(0)).isEqualTo(new Figures("crm", 0, 0, 0, Instant.parse("2027-03-16T04:00:00Z")));
        assertThat(database.jdbc.sql("select count(*) from deadline_alarm where cleared_at is null").query(Long.class).single()).as("the old clock's are over").isZero();
        assertThat(lookAt("2027-03-09T00:00:00Z")).extracting(Alarm::level).containsExactly(Level.HALF);
        assertThat(figures().get(0).half()).isEqualTo(1);
        assertThat(figures().get(0).late()).isZero();
    }

    @Test
    void whatWasNeverConfirmedKeepsItsClockHoweverOftenItIsCarried() {
        Change change = withdrawal();
        carry(change, "crm");
        for (String state : new String[] {"queued", "accepted", "parked"}) {
            database.delivery(change, "crm", state, null);
            database.at(JUST_BEFORE_HALF);
            again(change, "crm");
        }

        assertThat(figures().get(0).next()).isEqualTo(DEADLINE);
    }

    @Test
    void whoSharesTheContactPointHasTheSameDeadline() {
        UUID other = UUID.randomUUID();
        database.at("2026-11-21T05:00:00Z");
        Change change = database.transaction.execute(status -> {
            Change said = withdrawal();
            clocks.start(List.of(carriedTo(other, said)), Map.of(said.id(), said));
            return said;
        });
        database.delivery(change, other, "crm", "queued", null);

        assertThat(lookAt(HALF)).extracting(Alarm::subject, Alarm::deadlineAt).containsExactly(tuple(other, DEADLINE));
    }

    @Test
    void whoIsFoundLaterToBeMeantHasAClockFromThen() {
        Change change = withdrawal();
        UUID other = UUID.randomUUID();
        database.at("2027-03-01T12:00:00Z");
        clocks.start(List.of(carriedTo(other, change)), Map.of(change.id(), change));
        database.delivery(change, other, "crm", "queued", null);

        assertThat(figures().get(0).next()).isEqualTo("2027-03-16T04:00:00Z");
    }

    @Test
    void aGrantHasNoDeadlineAndNeitherHasWhatNeedsNoCarrying() {
        carry(database.entry("granted", null, FRIDAY), "crm");
        Change change = withdrawal();
        clocks.start(List.of(new Decisions(dossier(change.subject()), List.of(judged(change)), Set.of(), Map.of(), Stream.of(DeliveryState.UNCHANGED,
                DeliveryState.ABSENT, DeliveryState.NOT_APPLICABLE).map(state -> new Delivery(change.id(), state.text(), state, null)).toList(), Optional.empty())), Map.of(change.id(), change));

        assertThat(database.count("delivery_clock")).isZero();
    }

    @Test
    void whatWasLateWhenItWasHeardIsGivenAnHour() {
        database.at("2027-06-01T00:00:00Z");
        carry(withdrawal(), "crm");

        assertThat(lookAt("2027-06-01T00:59:59Z")).isEmpty();
        assertThat(lookAt("2027-06-01T01:00:00Z")).extracting(Alarm::level).containsExactly(Level.LATE);
    }

    @Test
    void whatWasTakenAndNotToldIsTakenAgainAndWhatWasToldIsNot() {
        carry(withdrawal(), "crm");
        database.at(HALF);
        Alarm taken = watch.look().get(0);

        assertThat(lookAt("2026-11-29T05:00:59Z")).isEmpty();
        assertThat(lookAt("2026-11-29T05:01:01Z")).extracting(watch::event).containsExactly(watch.event(taken));
        assertThat(lookAt("2026-11-29T05:10:00Z")).isEmpty();
    }

    @Test
    void nodesShareTheWorkAndRaiseNothingTwice() throws Exception {
        int many = 700;
        for (int i = 0; i < many; i++) {
            carry(ClocksDatabase.change(UUID.randomUUID(), "withdrawn", null, FRIDAY), "crm");
        }
        database.at(HALF);
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            Callable<List<Alarm>> node = watch::look;
            List<Alarm> taken = new ArrayList<>();
            for (var result : nodes.invokeAll(List.of(node, node))) {
                taken.addAll(result.get());
            }
            // each takes what it can tell at once, and looks again
            taken.addAll(watch.look());
            assertThat(taken).hasSize(many).doesNotHaveDuplicates();
        } finally {
            nodes.shutdown();
        }
        assertThat(counted("half")).isEqualTo(many);
    }

    @Test
    void anEventNamesTheChangeAndNothingOfThePerson() throws Exception {
        Change change = withdrawal();
        carry(change, "crm");
        JsonNode event = new ObjectMapper().readTree(watch.event(lookAt(HALF).get(0)));

        assertThat(event.path("type").asText()).isEqualTo("dev.heed.deadline.alarm.v1");
        assertThat(event.path("data")).isEqualTo(new ObjectMapper().createObjectNode().put("changeId", change.id().toString()).put("system", "crm")
                .put("subjectId", change.subject().toString()).put("level", "half").put("deadline", "2026-12-08T05:00:00Z"));
        assertThat(event.toString()).doesNotContain("212555");
    }

    private Change withdrawal() {
        return database.entry("withdrawn", null, FRIDAY);
    }

    private void carry(Change change, String... systems) {
        clocks.start(List.of(new Decisions(dossier(change.subject()), List.of(judged(change)), Set.of(), Map.of(), queued(change, systems), Optional.empty())),
                Map.of(change.id(), change));
        Stream.of(systems).forEach(system -> database.delivery(change, system, "queued", null));
    }

    /** As a repair does. */
    private void again(Change change, String system) {
        clocks.start(List.of(new Decisions(dossier(change.subject()), List.of(), Set.of(), Map.of(), queued(change, system), Optional.empty())), Map.of(change.id(), change));
        database.delivery(change, system, "queued", null);
    }

    private static Decisions carriedTo(UUID subject, Change change) {
        return new Decisions(dossier(subject), List.of(), Set.of(), Map.of(), queued(change, "crm"), Optional.empty());
    }

    private static List<Delivery> queued(Change change, String... systems) {
        return Stream.of(systems).map(system -> new Delivery(change.id(), system, DeliveryState.QUEUED, null)).toList();
    }

    private static Judged judged(Change change) {
        return new Judged(change, new Ruling(Rule.HOLDS, change, null, "holds now"));
    }

    private static Dossier dossier(UUID subject) {
        return new Dossier(subject, Set.of(), List.of(), List.of());
    }

    private List<Alarm> lookAt(String instant) {
        database.at(instant);
        List<Alarm> alarms = watch.look();
        alarms.forEach(watch::told);
        return alarms;
    }

    private List<Figures> figures() {
        return alarms.figures(List.of("crm", "sms"), database.instant());
    }

    private double counted(String level) {
        return meters.find("heed.deadline.alarms").tag("level", level).counters().stream().mapToDouble(counter -> counter.count()).sum();
    }
}
