package dev.heed.notary;

import dev.heed.config.CannotStartException;
import dev.heed.evidence.SigningKey;
import dev.heed.evidence.VerifyingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** The key of this installation, and the keys it believes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EvidenceSettings.class)
class EvidenceConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceConfiguration.class);
    private static final String SETTING = "heed.evidence.key";
    private static final String KEY = "signing-key.pem";
    private static final String PUBLIC_KEY = "public-key.pem";

    private final Environment environment;

    EvidenceConfiguration(Environment environment) {
        this.environment = environment;
    }

    @Bean
    OwnFolder evidenceFolder(@Value("${heed.data}") Path data) {
        return new OwnFolder(data.resolve("evidence"));
    }

    @Bean
    SigningKey signingKey(EvidenceSettings settings, OwnFolder evidenceFolder, @Value("${heed.database.url:}") String database) {
        if (StringUtils.hasText(settings.key())) {
            return KeyReference.read(SETTING, settings.key(), environment::getProperty, SigningKey::ofPem);
        }
        if (StringUtils.hasText(database)) {
            throw new CannotStartException("Heed has a database of yours, and no key to sign with in it what the ledger has become: every node must "
                    + "sign with the same, and it must outlive them.", SETTING + " is not set. " + KeyReference.EXPECTED);
        }
        return own(evidenceFolder);
    }

    private SigningKey own(OwnFolder folder) {
        if (Files.notExists(folder.file(KEY))) {
            SigningKey made = SigningKey.generate();
            folder.write(PUBLIC_KEY, made.publicKey().pem());
            folder.write(KEY, made.pem());
            LOG.info("A key for signing checkpoints was made: {}. Keep a copy of {} elsewhere.", made.publicKey().id(), folder.file(PUBLIC_KEY));
        }
        return KeyReference.read(SETTING, "file:" + folder.file(KEY), environment::getProperty, SigningKey::ofPem);
    }

    @Bean
    TrustedKeys trustedKeys(EvidenceSettings settings, SigningKey own) {
        Stream<VerifyingKey> former = settings.formerKeys().stream()
                .map(reference -> KeyReference.read("heed.evidence.former-keys", reference, environment::getProperty, VerifyingKey::ofPem));
        return TrustedKeys.of(Stream.concat(Stream.of(own.publicKey()), former).toList());
    }

    @Bean
    ExportFile exportFile(EvidenceSettings settings, OwnFolder evidenceFolder) {
        return new ExportFile(settings.export() == null ? evidenceFolder.file("checkpoints.jsonl") : settings.export());
    }
}
