package dev.heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private final ExecutorService others = Executors.newCachedThreadPool();
    private final List<List<Integer>> transactions = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstEnds = new CountDownLatch(1);
    private final CopyOnWriteArrayList<Thread> askers = new CopyOnWriteArrayList<>();
    private final GroupCommit<Integer, Integer> group = new GroupCommit<>(this::square);

    @AfterEach
    void stop() {
        others.shutdownNow();
    }

    @Test
    void whoAsksAloneIsAnsweredAtOnce() {
        firstEnds.countDown();

        assertThat(group.commit(3)).isEqualTo(9);
        assertThat(transactions).containsExactly(List.of(3));
    }

    @Test
    void whoComesWhileATransactionIsUnderWaySharesTheNextAndGetsTheirOwnAnswer() throws Exception {
        List<Future<Integer>> answers = oneAndThen(2, 3, 4);
        firstEnds.countDown();

        assertThat(answers.get(0).get()).isEqualTo(1);
        assertThat(answers.get(1).get()).isEqualTo(4);
        assertThat(answers.get(2).get()).isEqualTo(9);
        assertThat(answers.get(3).get()).isEqualTo(16);
        assertThat(transactions).hasSize(2);
        assertThat(transactions.get(1)).containsExactlyInAnyOrder(2, 3, 4);
    }

    @Test
    void nobodyFailsForAnother() throws Exception {
        List<Future<Integer>> answers = oneAndThen(2, -3, 4);
        firstEnds.countDown();

        assertThat(answers.get(1).get()).isEqualTo(4);
        assertThat(answers.get(3).get()).isEqualTo(16);
        assertThatThrownBy(answers.get(2)::get).hasRootCauseMessage("-3 is no good");
        assertThat(group.commit(5)).as("and what comes later does not either").isEqualTo(25);
    }

    /** One transaction that is under way, and those who come meanwhile. */
    private List<Future<Integer>> oneAndThen(int... later) {
        Future<Integer> first = ask(1);
        await().until(() -> transactions.size() == 1);
        List<Future<Integer>> all = IntStream.of(later).mapToObj(this::ask).toList();
        await().until(() -> askers.size() == 1 + later.length && askers.stream().skip(1).allMatch(asker -> asker.getState() == Thread.State.WAITING));
        return Stream.concat(Stream.of(first), all.stream()).toList();
    }

    private Future<Integer> ask(int number) {
        return others.submit(() -> {
            askers.add(Thread.currentThread());
            return group.commit(number);
        });
    }

    private List<Integer> square(List<Integer> numbers) {
        transactions.add(numbers);
        try {
            firstEnds.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (numbers.contains(-3)) {
            throw new IllegalArgumentException("-3 is no good");
        }
        return numbers.stream().map(number -> number * number).toList();
    }
}
