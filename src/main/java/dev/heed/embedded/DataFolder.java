package dev.heed.embedded;

import dev.heed.config.CannotStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folder that keeps what must survive the process. One process at a time: the operating system drops the lock with the process, however it ends. */
final class DataFolder implements AutoCloseable {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static DataFolder open(Path folder) {
        try {
            Path path = ownerOnly(folder.toAbsolutePath().normalize()).toRealPath();
            return new DataFolder(path, lock(path));
        } catch (IOException e) {
            throw new CannotStartException("The data folder " + folder + " cannot be used: " + e + ".",
                    "It may belong to another user. Give it to the one who starts Heed, or name another: --heed.data=<folder>.", e);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path file = path.resolve("heed.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new CannotStartException("Another Heed (process %s) is running on the data folder %s.".formatted(Files.readString(file).strip(), path),
                    "Stop it first, or give this one a folder of its own: --heed.data=<folder>.");
        }
        channel.truncate(0).write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes()));
        return channel;
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** A folder of its own inside, that nobody else may read: it holds personal data. */
    Path folder(String name) {
        try {
            return ownerOnly(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path ownerOnly(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            Files.createDirectories(folder);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, OWNER_ONLY);
            }
        }
        return folder;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
