package dev.heed.waking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.Test;

class WokenTest {

    private static final List<String> SUBJECTS = Stream.generate(() -> UUID.randomUUID().toString()).limit(10).toList();

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private Instant now = Instant.parse("2026-11-26T08:00:00Z");
    private final Woken woken = new Woken(() -> now);

    @Test
    void aBatchCarriesWhoeverWaitsWhenItBeginsInTheOrderTheyWereWoken() {
        Exchange first = gather("crm-out", SUBJECTS.subList(0, 2));
        Exchange second = gather("crm-out", SUBJECTS.subList(2, 5));

        assertThat(woken.take(first, 200)).isEqualTo(SUBJECTS.subList(0, 5));
        assertThat(woken.take(second, 200)).isEmpty();
    }

    @Test
    void nobodyIsLeftBehindHoweverSmallACallIs() {
        List<Exchange> batches = IntStream.range(0, 5).mapToObj(i -> gather("crm-out", SUBJECTS.subList(2 * i, 2 * i + 2))).toList();

        List<String> carried = new ArrayList<>();
        batches.forEach(batch -> carried.addAll(woken.take(batch, 2)));

        assertThat(carried).isEqualTo(SUBJECTS);
    }

    @Test
    void whoIsWokenManyTimesIsCarriedOnceAndAgainIfWokenAgain() {
        String subject = SUBJECTS.get(0);
        Exchange batch = gather("crm-out", List.of(subject, subject, subject));

        assertThat(woken.take(batch, 200)).containsExactly(subject);
        assertThat(woken.take(gather("crm-out", List.of(subject)), 200)).containsExactly(subject);
    }

    @Test
    void oneSystemDoesNotTakeWhatWaitsForAnother() {
        gather("crm-out", SUBJECTS.subList(0, 2));
        Exchange other = gather("mail-out", SUBJECTS.subList(2, 4));

        assertThat(woken.take(other, 200)).isEqualTo(SUBJECTS.subList(2, 4));
    }

    @Test
    void aRouteRestsAsLongAsItWouldHaveTakenToCarryThemOneByOne() {
        carry(SUBJECTS.subList(0, 4), Duration.ofMillis(20));
        Exchange next = gather("crm-out", SUBJECTS.subList(4, 6));

        assertThat(woken.rest(next, 200)).isEqualTo(Duration.ofMillis(60));
        now = now.plusMillis(40);
        assertThat(woken.rest(next, 200)).isEqualTo(Duration.ofMillis(20));
        now = now.plusMillis(20);
        assertThat(woken.rest(next, 200)).isZero();
    }

    @Test
    void whoWasCarriedAloneKeepsNobodyWaiting() {
        carry(SUBJECTS.subList(0, 1), Duration.ofSeconds(2));

        assertThat(woken.rest(gather("crm-out", SUBJECTS.subList(1, 2)), 200)).isZero();
    }

    @Test
    void nobodyWaitsForMoreThanOneCallTakes() {
        carry(SUBJECTS.subList(0, 3), Duration.ofMillis(20));
        Exchange next = gather("crm-out", SUBJECTS.subList(3, 5));

        assertThat(woken.rest(next, 2)).isZero();
        assertThat(woken.rest(next, 3)).isPositive();
    }

    @Test
    void aRestIsShortHoweverLongACallTookAndWhereverAClockIsSet() {
        carry(SUBJECTS, Duration.ofSeconds(30));
        Exchange next = gather("crm-out", SUBJECTS.subList(0, 1));

        assertThat(woken.rest(next, 200)).isEqualTo(Duration.ofMillis(250));
        now = now.minusSeconds(3600);
        assertThat(woken.rest(next, 200)).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void oneSystemDoesNotRestForAnother() {
        carry(SUBJECTS.subList(0, 4), Duration.ofMillis(20));

        assertThat(woken.rest(gather("mail-out", SUBJECTS.subList(0, 1)), 200)).isZero();
    }

    private void carry(List<String> subjects, Duration time) {
        Exchange batch = gather("crm-out", subjects);
        woken.take(batch, 200);
        now = now.plus(time);
        UnitOfWorkHelper.doneSynchronizations(batch, batch.getExchangeExtension().handoverCompletions());
    }

    private Exchange gather(String route, List<String> subjects) {
        Exchange gathered = null;
        for (String subject : subjects) {
            DefaultExchange next = new DefaultExchange(camel);
            next.getExchangeExtension().setFromRouteId(route);
            next.getMessage().setBody(subject);
            gathered = woken.aggregate(gathered, next);
        }
        return gathered;
    }
}
