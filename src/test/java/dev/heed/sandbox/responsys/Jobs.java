package dev.heed.sandbox.responsys;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the export jobs again and again, a changeable interval after the run before. */
final class Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private final ScheduledExecutorService scheduler;
    private final List<Runnable> jobs;
    private volatile Duration interval;

    Jobs(ScheduledExecutorService scheduler, Duration interval, Runnable... jobs) {
        this.scheduler = scheduler;
        this.interval = interval;
        this.jobs = List.of(jobs);
    }

    void start() {
        scheduler.schedule(this::round, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void interval(Duration interval) {
        this.interval = interval;
    }

    /** Does something that no job may run into. */
    synchronized void between(Runnable work) {
        work.run();
    }

    private void round() {
        jobs.forEach(this::run);
        start();
    }

    private synchronized void run(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException e) {
            LOG.warn("An export job failed and will run again", e);
        }
    }
}
