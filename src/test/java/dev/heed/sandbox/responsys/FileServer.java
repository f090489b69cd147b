package dev.heed.sandbox.responsys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.springframework.util.FileSystemUtils;

/** The account's SFTP server, on a folder of its own that goes when the server goes, or on one that stays. Its host key is new at each start. */
final class FileServer implements AutoCloseable {

    static final String CED = "download/CED_Data";
    static final String PROFILE = "download/Profile";

    private final Path home;
    private final boolean stays;
    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair hostKey;

    /** @param folder one that stays, or nothing */
    FileServer(int port, String folder) {
        stays = !folder.isEmpty();
        try {
            home = stays ? Path.of(folder, "responsys").toAbsolutePath() : Files.createTempDirectory("responsys");
            makeFolders();
            hostKey = hostKey();
            server.setHost("127.0.0.1");
            server.setPort(port);
            server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
            server.setPasswordAuthenticator((user, password, session) ->
                    ResponsysSimulator.SFTP_USER.equals(user) && ResponsysSimulator.SFTP_PASSWORD.equals(password));
            server.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder().build()));
            server.setFileSystemFactory(new VirtualFileSystemFactory(home.resolve("home")));
            server.start();
            Files.writeString(knownHostsFile(), knownHosts());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    /** The line of a {@code known_hosts} file that names this server. */
    String knownHosts() {
        return "[localhost]:" + port() + " " + PublicKeyEntry.toString(hostKey.getPublic()) + "\n";
    }

    /** That line in a file. */
    Path knownHostsFile() {
        return home.resolve("known_hosts");
    }

    Path folder(String name) {
        return home.resolve("home").resolve(name);
    }

    /** A place on the same disk that no client sees, so that a whole file can appear at once. */
    Path desk() {
        return home.resolve("desk");
    }

    void empty() {
        try {
            FileSystemUtils.deleteRecursively(folder(""));
            makeFolders();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
        if (!stays) {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private void makeFolders() throws IOException {
        Files.createDirectories(folder(CED));
        Files.createDirectories(folder(PROFILE));
        Files.createDirectories(desk());
    }

    private static KeyPair hostKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
