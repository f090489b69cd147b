package dev.heed.sandbox.responsys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Puts files into the folders of the server: whole at once, or the header and half a row first and the rest after a pause. */
final class Drop {

    private record Rest(Path file, byte[] bytes) {
    }

    private final FileServer server;
    private final ScheduledExecutorService later;
    private final List<Rest> unfinished = new ArrayList<>();
    private Duration pause = Duration.ZERO;
    private Charset charset = StandardCharsets.UTF_8;

    Drop(FileServer server, ScheduledExecutorService later) {
        this.server = server;
        this.later = later;
    }

    synchronized void pause(Duration pause) {
        this.pause = pause;
    }

    synchronized void writeIn(Charset charset) {
        this.charset = charset;
    }

    /** Whether the name is free: two runs in one second would want the same. */
    boolean isFree(String folder, String name) {
        return Files.notExists(server.folder(folder).resolve(name));
    }

    synchronized void put(String folder, String name, String text) {
        Path file = server.folder(folder).resolve(name);
        byte[] bytes = text.getBytes(charset);
        try {
            if (pause.isZero()) {
                Path whole = Files.write(server.desk().resolve(name), bytes);
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            } else {
                putHalf(file, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what is missing of every unfinished file. */
    synchronized void finish() {
        List.copyOf(unfinished).forEach(this::finish);
    }

    synchronized void forget() {
        unfinished.clear();
        pause = Duration.ZERO;
        charset = StandardCharsets.UTF_8;
    }

    private void putHalf(Path file, byte[] bytes) throws IOException {
        int header = indexOfLineEnd(bytes, 0) + 1;
        int half = (header + indexOfLineEnd(bytes, header)) / 2;
        Files.write(file, Arrays.copyOf(bytes, half));
        Rest rest = new Rest(file, Arrays.copyOfRange(bytes, half, bytes.length));
        unfinished.add(rest);
        later.schedule(() -> finish(rest), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void finish(Rest rest) {
        if (unfinished.remove(rest)) {
            try {
                Files.write(rest.file(), rest.bytes(), StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static int indexOfLineEnd(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
