package dev.heed.embedded;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

@Configuration(proxyBeanMethods = false)
class DataFolderConfiguration {

    /** Made only when asked for: with a database and a broker of others there is nothing to keep here. */
    @Bean
    @Lazy
    DataFolder dataFolder(@Value("${heed.data}") Path path) {
        return DataFolder.open(path);
    }
}
