package dev.heed.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One transaction at a time, and one for all who come while another is under way: a change wakes all systems at once, and what each of them
 * asks the database is the same. Whose transaction fails is tried again alone, so that nobody fails for another.
 */
final class GroupCommit<Q, A> {

    private final Function<List<Q>, List<A>> transaction;
    private final Queue<Asked<Q, A>> waiting = new ConcurrentLinkedQueue<>();
    private final Lock turn = new ReentrantLock(true);

    /** @param transaction from what was asked to the answers, in the same order */
    GroupCommit(Function<List<Q>, List<A>> transaction) {
        this.transaction = transaction;
    }

    /** @throws RuntimeException of the transaction, once it failed for this one alone */
    A commit(Q question) {
        Asked<Q, A> asked = new Asked<>(question);
        waiting.add(asked);
        turn.lock();
        try {
            // whoever had the turn before may have answered it
            if (!asked.answered) {
                answer(everybody());
            }
        } finally {
            turn.unlock();
        }
        return asked.result();
    }

    private List<Asked<Q, A>> everybody() {
        List<Asked<Q, A>> all = new ArrayList<>();
        for (Asked<Q, A> next = waiting.poll(); next != null; next = waiting.poll()) {
            all.add(next);
        }
        return all;
    }

    private void answer(List<Asked<Q, A>> together) {
        try {
            List<A> answers = transaction.apply(together.stream().map(asked -> asked.question).toList());
            for (int i = 0; i < together.size(); i++) {
                together.get(i).answer(answers.get(i), null);
            }
        } catch (RuntimeException | Error e) {
            if (together.size() == 1) {
                together.get(0).answer(null, e);
            } else {
                together.forEach(one -> answer(List.of(one)));
            }
        }
    }

    /** Written and read by whoever has the turn, and then by the one who asked, who has had it in between. */
    private static final class Asked<Q, A> {

        private final Q question;
        private boolean answered;
        private A answer;
        private Throwable failure;

        private Asked(Q question) {
            this.question = question;
        }

        private void answer(A given, Throwable thrown) {
            answer = given;
            failure = thrown;
            answered = true;
        }

        private A result() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            return answer;
        }
    }
}
