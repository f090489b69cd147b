package dev.heed.sandbox.eloqua;

import dev.heed.sandbox.Writes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Runs syncs one after another in the background, each taking the configured time. */
final class Syncs {

    private final Clock clock;
    private final Contacts contacts;
    private final Staging staging;
    private final Writes writes;
    private final Map<Long, Sync> byId = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong(4);
    private final AtomicInteger failing = new AtomicInteger();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "eloqua-syncs");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Duration time = Duration.ofMillis(300);

    Syncs(Clock clock, Contacts contacts, Staging staging, Writes writes) {
        this.clock = clock;
        this.contacts = contacts;
        this.staging = staging;
        this.writes = writes;
    }

    /** From creation to end; the first third of it the sync is pending, then active. */
    void take(Duration time) {
        this.time = time;
    }

    /** The next syncs end in error and do nothing; their rows are lost with them. */
    void fail(int next) {
        failing.set(next);
    }

    /** The sync as it is at its creation. An import takes the rows that are staged now; later ones wait for the next sync. */
    Map<String, Object> create(Definition definition, String callbackUrl) {
        Sync sync = new Sync(lastId.incrementAndGet(), definition, callbackUrl, clock.instant());
        List<Map<String, String>> rows = definition instanceof Definition.Import input ? staging.take(input) : List.of();
        Map<String, Object> created = sync.shown();
        byId.put(sync.id(), sync);
        worker.schedule(() -> unlessForgotten(sync, () -> sync.start(clock.instant())), time.toMillis() / 3, TimeUnit.MILLISECONDS);
        worker.schedule(() -> unlessForgotten(sync, () -> {
            sync.end(clock.instant(), run(definition, rows));
            Callback.tell(sync);
        }), time.toMillis(), TimeUnit.MILLISECONDS);
        return created;
    }

    Optional<Sync> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    void clear() {
        byId.clear();
        failing.set(0);
    }

    void stop() {
        worker.shutdownNow();
    }

    private void unlessForgotten(Sync sync, Runnable step) {
        if (byId.containsKey(sync.id())) {
            step.run();
        }
    }

    private SyncResult run(Definition definition, List<Map<String, String>> rows) {
        if (failing.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            var log = new SyncResult.Log(StatusCode.FAILED, StatusCode.FAILED.message, "error", 0);
            return finished(new SyncResult("error", List.of(log), List.of(), List.of()));
        }
        if (definition instanceof Definition.Import input) {
            return finished(new ImportRun(contacts, writes, input).run(rows));
        }
        List<Map<String, String>> exported = ((Definition.Export) definition).rows().get();
        var log = new SyncResult.Log(StatusCode.EXPORTED, StatusCode.EXPORTED.message, "information", exported.size());
        return finished(new SyncResult("success", List.of(log), List.of(), exported));
    }

    private static SyncResult finished(SyncResult result) {
        String severity = result.status().equals("success") ? "information" : result.status();
        List<SyncResult.Log> logs = new ArrayList<>(result.logs());
        logs.add(new SyncResult.Log(StatusCode.RESULT, StatusCode.RESULT.message, severity, 0));
        return new SyncResult(result.status(), logs, result.rejects(), result.rows());
    }
}
