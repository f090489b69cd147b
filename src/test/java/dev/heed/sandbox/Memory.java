package dev.heed.sandbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the systems outlive the process, as the real ones outlive Heed: what they know is in a folder, a file a system, at most a twentieth of a
 * second old.
 */
final class Memory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);
    private static final int MILLIS_BETWEEN_LOOKS = 50;

    private final Path folder;
    private final Collection<SimulatedSystem> systems;
    private final Map<String, byte[]> kept = new HashMap<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-memory");
        thread.setDaemon(true);
        return thread;
    });

    private Memory(Path folder, Collection<SimulatedSystem> systems) {
        this.folder = folder;
        this.systems = List.copyOf(systems);
    }

    /** Lets the systems know again what is in the folder, and keeps there what they know from now on. */
    static Memory of(Path folder, Collection<SimulatedSystem> systems) {
        Memory memory = new Memory(folder, systems);
        memory.systems.forEach(memory::recall);
        memory.looks.scheduleWithFixedDelay(memory::keepAll, MILLIS_BETWEEN_LOOKS, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
        return memory;
    }

    private void recall(SimulatedSystem system) {
        Path file = file(system);
        if (Files.notExists(file)) {
            return;
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            system.recall((Serializable) in.readObject());
        } catch (IOException | ClassNotFoundException e) {
            LOG.warn("{} begins anew: what it knew was written by another version of the sandbox", system.title());
        }
    }

    private synchronized void keepAll() {
        for (SimulatedSystem system : systems) {
            try {
                keep(system);
            } catch (IOException | RuntimeException e) {
                LOG.warn("{} will not know after a restart what it knows now: {}", system.title(), e.toString());
            }
        }
    }

    private void keep(SimulatedSystem system) throws IOException {
        Serializable known = system.memory();
        byte[] now = known == null ? null : bytes(known);
        if (now != null && !Arrays.equals(now, kept.get(system.name()))) {
            Path whole = Files.write(Files.createDirectories(folder).resolve(system.name() + ".new"), now);
            Files.move(whole, file(system), StandardCopyOption.ATOMIC_MOVE);
            kept.put(system.name(), now);
        }
    }

    private static byte[] bytes(Serializable memory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(memory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Path file(SimulatedSystem system) {
        return folder.resolve(system.name() + ".memory");
    }

    @Override
    public void close() {
        if (!looks.isShutdown()) {
            looks.shutdown();
            keepAll();
        }
    }
}
