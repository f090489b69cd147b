package dev.heed.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL outlives the process that started it when that one is killed. This finds what was left running on a data
 * folder and stops it, so that the next start is like any other. It must be called by the holder of the folder's lock.
 */
final class Orphans {

    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
    private static final Set<String> SERVER_PROGRAMS = Set.of("postgres", "initdb");
    private static final Path PROC = Path.of("/proc/self/cwd");

    private final Path cluster;

    Orphans(Path cluster) {
        this.cluster = cluster;
    }

    void stop() {
        if (found().isEmpty()) {
            forgetStalePid();
            return;
        }
        LOG.info("Stopping the PostgreSQL that an earlier Heed left running");
        // Fast shutdown first; immediate shutdown is as safe as a power cut, and the write-ahead log is made for that.
        boolean gone = signalAndWait("INT", 60) || signalAndWait("QUIT", 20) || signalAndWait("KILL", 10);
        if (!gone) {
            throw new IllegalStateException("A PostgreSQL from an earlier start still runs on " + cluster + " and cannot be stopped");
        }
        forgetStalePid();
    }

    private boolean signalAndWait(String signal, int seconds) {
        List<ProcessHandle> all = found();
        Optional<ProcessHandle> postmaster = postmaster();
        // The postmaster tells its children; without one they end by themselves, and only what hangs is killed one by one.
        List<ProcessHandle> told = postmaster.isPresent() && !signal.equals("KILL") ? List.of(postmaster.get()) : all;
        told.forEach(process -> send(signal, process));
        // Not by onExit: what is dead but was never collected by its parent counts as alive there, and its new parent may never collect it.
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds); System.nanoTime() < end; pause()) {
            if (found().isEmpty()) {
                return true;
            }
        }
        LOG.warn("PostgreSQL did not stop within {} s of SIG{}", seconds, signal);
        return false;
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }

    /** By the shell's own kill: the program of that name is missing in small images. */
    private static void send(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<ProcessHandle> postmaster() {
        try (Stream<String> lines = Files.lines(cluster.resolve("postmaster.pid"))) {
            return lines.findFirst().map(String::strip).map(Long::valueOf).flatMap(ProcessHandle::of).filter(this::worksHere);
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private List<ProcessHandle> found() {
        return ProcessHandle.allProcesses().filter(this::worksHere).toList();
    }

    private boolean worksHere(ProcessHandle process) {
        boolean server = process.info().command().map(program -> Path.of(program).getFileName().toString())
                .filter(SERVER_PROGRAMS::contains).isPresent();
        return server && (standsInCluster(process) || namesCluster(process));
    }

    private boolean standsInCluster(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(PROC.resolveSibling(Path.of("..", Long.toString(process.pid()), "cwd")).normalize()).equals(cluster);
        } catch (IOException notReadable) {
            return false;
        }
    }

    private boolean namesCluster(ProcessHandle process) {
        return process.info().arguments().filter(words -> Arrays.asList(words).contains(cluster.toString())).isPresent();
    }

    /**
     * PostgreSQL will not start while another process has the number that a dead one wrote down, and in a container the
     * small numbers come again at every start. Only where the process table can be read in full is it known to be stale.
     */
    private void forgetStalePid() {
        if (Files.isReadable(PROC)) {
            try {
                Files.deleteIfExists(cluster.resolve("postmaster.pid"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
