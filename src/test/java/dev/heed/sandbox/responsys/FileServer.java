package dev.heed.sandbox.responsys;

import dev.heed.sandbox.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.AbstractSftpEventListenerAdapter;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
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

    /**
     * @param folder one that stays, or nothing
     * @param faults what is to befall those who read
     */
    FileServer(int port, String folder, Faults faults) {
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
            SftpSubsystemFactory sftp = new SftpSubsystemFactory.Builder().build();
            sftp.addSftpEventListener(new Cutting(faults));
            server.setSubsystemFactories(List.of(sftp));
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

    /** Cuts the connection of a client that is about to read a file, or has read all of it. */
    private static final class Cutting extends AbstractSftpEventListenerAdapter {

        private final Faults faults;
        private final Set<FileHandle> cutAtTheEnd = ConcurrentHashMap.newKeySet();

        Cutting(Faults faults) {
            this.faults = faults;
        }

        @Override
        public void reading(ServerSession session, String remoteHandle, FileHandle handle, long offset, byte[] data, int dataOffset, int dataLength) throws IOException {
            Faults.Drop drop = offset > 0 ? null : faults.nextDropOfFeed(handle.getFile().toString());
            if (drop == Faults.Drop.BEFORE) {
                session.close(true);
                throw new IOException("cut");
            }
            if (drop == Faults.Drop.AFTER) {
                cutAtTheEnd.add(handle);
            }
        }

        @Override
        public void closing(ServerSession session, String remoteHandle, Handle handle) throws IOException {
            if (cutAtTheEnd.remove(handle)) {
                session.close(true);
                throw new IOException("cut");
            }
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
