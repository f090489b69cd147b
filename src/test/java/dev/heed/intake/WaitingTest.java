package dev.heed.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private final Waiting waiting = new Waiting(List.of(3L, 1L, 2L));

    @Test
    void theOldestHaveTheirTurnFirstAndNoMoreThanGoTogether() {
        assertThat(waiting.next(2)).containsExactly(1L, 2L);
        assertThat(waiting.next(2)).containsExactly(3L);
        assertThat(waiting.isEmpty()).isTrue();
    }

    @Test
    void whoIsPutBackHasAnotherTurn() {
        waiting.next(3);
        waiting.putBack(2);

        assertThat(waiting.next(3)).containsExactly(2L);
    }

    @Test
    void whatFailsTogetherIsTriedOneByOneAndWhatFailsAloneIsGivenUp() {
        List<Long> all = waiting.next(3);
        assertThat(waiting.isApart(all)).isFalse();
        assertThat(waiting.failed(false)).isEmpty();

        assertThat(waiting.next(3)).containsExactly(1L);
        assertThat(waiting.isApart(List.of(1L))).isTrue();
        assertThat(waiting.failed(false)).containsExactly(1L);
        assertThat(waiting.next(3)).containsExactly(2L);
        assertThat(waiting.next(3)).containsExactly(3L);
        assertThat(waiting.isEmpty()).isTrue();
    }

    @Test
    void whatFailsWithNobodyBesideItIsTriedOnceMoreWithoutWhatWaitsBeforeIt() {
        Waiting one = new Waiting(List.of(7L));
        assertThat(one.isApart(one.next(3))).isFalse();
        assertThat(one.failed(false)).isEmpty();

        assertThat(one.isApart(one.next(3))).isTrue();
        assertThat(one.failed(false)).containsExactly(7L);
    }

    @Test
    void whoWaitsForOneThatFailsIsTriedWithoutItToo() {
        Waiting one = new Waiting(List.of(7L));
        one.next(3);
        one.putBack(7);
        assertThat(one.failed(false)).isEmpty();

        assertThat(one.isApart(one.next(3))).isTrue();
        assertThat(one.isEmpty()).isTrue();
    }

    @Test
    void whoWaitsForOneThatFailsIsGivenUpTooWhileTheDatabaseIsAway() {
        waiting.next(3);
        waiting.putBack(2);

        assertThat(waiting.failed(true)).containsExactly(1L, 2L, 3L);
        assertThat(waiting.isEmpty()).isTrue();
    }

    @Test
    void whileTheDatabaseIsAwayAllAreGivenUpAtOnce() {
        waiting.next(3);

        assertThat(waiting.failed(true)).containsExactly(1L, 2L, 3L);
        assertThat(waiting.isEmpty()).isTrue();
    }
}
