package dev.heed.embedded;

import dev.heed.config.CannotStartException;
import dev.heed.sealing.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The master key: by reference, or, beside a database of our own, made at the first start and kept where only its owner may read. */
@Configuration(proxyBeanMethods = false)
class KeysConfiguration {

    @Bean
    MasterKey masterKey(@Value("${heed.sealing.master-key:}") String reference, DatabaseSettings database, Environment environment,
                        ObjectProvider<DataFolder> data) {
        if (!reference.isEmpty()) {
            return MasterKey.read(reference, environment::getProperty);
        }
        if (database.external()) {
            throw new CannotStartException("Heed has a database of yours, and no master key to seal in it what is personal.", MasterKey.EXPECTED);
        }
        return MasterKey.read("file:" + kept(data.getObject().folder("keys").resolve("master.key")), environment::getProperty);
    }

    private static Path kept(Path file) {
        try {
            if (Files.notExists(file)) {
                Path whole = Passwords.ownerOnly(file.resolveSibling("master.key.new"));
                Files.writeString(whole, MasterKey.random());
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return file;
        } catch (IOException e) {
            throw new CannotStartException("The master key " + file + " cannot be made.", "The folder is to belong to the one who starts Heed.", e);
        }
    }
}
