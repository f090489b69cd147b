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
    private static final String KEY = "signing-key.pem";
    private static final String PUBLIC_KEY = "public-key.pem";

    @Bean
    OwnFolder evidenceFolder(@Value("${heed.data}") Path data) {
        return new OwnFolder(data.resolve("evidence"));
    }

    @Bean
    SigningKey signingKey(EvidenceSettings settings, OwnFolder folder, @Value("${heed.database.url:}") String database, Environment environment) {
        if (StringUtils.hasText(settings.key())) {
            return new KeyReference("heed.evidence.key", settings.key()).read(environment::getProperty, SigningKey::ofPem);
        }
        if (StringUtils.hasText(database)) {
            throw new CannotStartException("heed.evidence.key is not set, and the database is one of others.",
                    "Every node must sign with the same key, and it must outlive them: make one with openssl genpkey -algorithm ed25519 "
                            + "and name it, heed.evidence.key: env:NAME or file:path.");
        }
        return own(folder, environment);
    }

    private static SigningKey own(OwnFolder folder, Environment environment) {
        if (Files.notExists(folder.file(KEY))) {
            SigningKey made = SigningKey.generate();
            folder.write(PUBLIC_KEY, made.publicKey().pem());
            folder.write(KEY, made.pem());
            LOG.info("A key for signing checkpoints was made: {}. Keep a copy of {} elsewhere.", made.publicKey().id(), folder.file(PUBLIC_KEY));
        }
        return new KeyReference("heed.evidence.key", "file:" + folder.file(KEY)).read(environment::getProperty, SigningKey::ofPem);
    }

    @Bean
    TrustedKeys trustedKeys(EvidenceSettings settings, SigningKey own, Environment environment) {
        Stream<VerifyingKey> former = settings.formerKeys().stream()
                .map(reference -> new KeyReference("heed.evidence.former-keys", reference).read(environment::getProperty, VerifyingKey::ofPem));
        return TrustedKeys.of(Stream.concat(Stream.of(own.publicKey()), former).toList());
    }

    @Bean
    ExportFile exportFile(EvidenceSettings settings, OwnFolder folder) {
        return new ExportFile(settings.export() == null ? folder.file("checkpoints.jsonl") : settings.export());
    }
}
