package dev.heed.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** The passwords of the embedded database: made once, kept beside it, readable by its owner only. */
record Passwords(String superuser, String owner, String application) {

    static Passwords of(Path file) throws IOException {
        if (Files.notExists(file)) {
            new Passwords(random(), random(), random()).save(file);
        }
        Properties saved = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            saved.load(in);
        }
        return new Passwords(saved.getProperty("superuser"), saved.getProperty("owner"), saved.getProperty("application"));
    }

    private void save(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("superuser", superuser);
        properties.setProperty("owner", owner);
        properties.setProperty("application", application);
        Path whole = ownerOnly(file.resolveSibling(file.getFileName() + ".new"));
        try (OutputStream out = Files.newOutputStream(whole)) {
            properties.store(out, null);
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** An empty file that nobody but its owner may read, whatever the umask says. */
    static Path ownerOnly(Path file) throws IOException {
        Files.deleteIfExists(file);
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
