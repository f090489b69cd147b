package dev.heed.notary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** What is kept outside the database: the key that was made for this installation, and the exported checkpoints. Its owner alone may read it. */
record OwnFolder(Path path) {

    Path file(String name) {
        return path.resolve(name);
    }

    /** Whole or not at all, and never readable by others. */
    void write(String name, String content) {
        try {
            create();
            Path whole = file(name + ".new");
            Files.deleteIfExists(whole);
            Files.createFile(whole, only("rw-------"));
            Files.writeString(whole, content);
            Files.move(whole, file(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void create() throws IOException {
        if (Files.notExists(path)) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.createDirectory(path, only("rwx------"));
        }
    }

    private FileAttribute<?>[] only(String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))} : new FileAttribute<?>[0];
    }
}
