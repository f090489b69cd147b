package dev.heed.sandbox.responsys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** A client that knows the server's key and reads whole folders. */
final class SftpClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SshClient ssh = SshClient.setUpDefaultClient();
    private final ClientSession session;
    private final org.apache.sshd.sftp.client.SftpClient sftp;

    SftpClient(ResponsysSimulator responsys, String password) throws Exception {
        PublicKey expected = PublicKeyEntry.parsePublicKeyEntry(responsys.knownHosts().split(" ", 2)[1].strip()).resolvePublicKey(null, null, null);
        ssh.setServerKeyVerifier((client, address, key) -> KeyUtils.compareKeys(expected, key));
        ssh.start();
        session = ssh.connect(ResponsysSimulator.SFTP_USER, "localhost", responsys.sftpPort()).verify(PATIENCE).getSession();
        session.addPasswordIdentity(password);
        session.auth().verify(PATIENCE);
        sftp = SftpClientFactory.instance().createSftpClient(session);
    }

    List<String> names(String folder) throws IOException {
        List<String> names = new ArrayList<>();
        for (var entry : sftp.readDir(folder)) {
            if (!entry.getFilename().startsWith(".")) {
                names.add(entry.getFilename());
            }
        }
        names.sort(null);
        return names;
    }

    String text(String folder, String name) throws IOException {
        try (InputStream stream = sftp.read(folder + "/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Text of every file whose name has the part, one after the other. */
    String all(String folder, String part) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : names(folder)) {
            if (name.contains(part)) {
                text.append(text(folder, name));
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        session.close();
        ssh.stop();
    }
}
