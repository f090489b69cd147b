package dev.heed.notary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Checkpoints outside the database, one line of JSON each, oldest first. Its last line says how far it has come. */
record ExportFile(Path path) {

    private static final int LONGEST_LINE = 4096;

    boolean exists() {
        return Files.exists(path);
    }

    BufferedReader read() throws IOException {
        return Files.newBufferedReader(path);
    }

    /** Its last whole line, null if it has none. */
    String last() throws IOException {
        if (!exists()) {
            return null;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(file.length(), LONGEST_LINE)];
            file.seek(file.length() - end.length);
            file.readFully(end);
            List<String> lines = List.of(wholeLines(new String(end, StandardCharsets.UTF_8)).split("\n"));
            String last = lines.get(lines.size() - 1);
            return last.isEmpty() ? null : last;
        }
    }

    /** Adds lines and returns when they are on the disk. What a crash left of a line before is cut off. */
    void append(List<String> lines) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
             FileLock alone = file.lock()) {
            file.position(endOfLastWholeLine(file)).truncate(file.position());
            ByteBuffer text = StandardCharsets.UTF_8.encode(String.join("\n", lines) + "\n");
            while (text.hasRemaining()) {
                file.write(text);
            }
            file.force(true);
        }
    }

    private static long endOfLastWholeLine(FileChannel file) throws IOException {
        long start = Math.max(0, file.size() - LONGEST_LINE);
        ByteBuffer end = ByteBuffer.allocate((int) (file.size() - start));
        file.read(end, start);
        return start + wholeLines(new String(end.array(), StandardCharsets.ISO_8859_1)).length();
    }

    private static String wholeLines(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }
}
