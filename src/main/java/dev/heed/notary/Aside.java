package dev.heed.notary;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work beside other work. It is not left before it has ended. */
final class Aside<T> implements AutoCloseable {

    private final FutureTask<T> work;
    private final Thread thread;

    Aside(Callable<T> work) {
        this.work = new FutureTask<>(work);
        this.thread = new Thread(this.work, "heed-verification");
        thread.start();
    }

    T result() throws SQLException, IOException {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
