package dev.heed.clocks;

import dev.heed.config.Taxonomy;
import dev.heed.deadline.Deadlines;
import dev.heed.deadline.DeadlinesFile;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClocksConfiguration {

    @Bean
    Deadlines deadlines(@Value("${heed.home:.}") String home, Taxonomy taxonomy) {
        return DeadlinesFile.read(Path.of(home).resolve("config/deadlines.yaml"), taxonomy.channels().keySet());
    }
}
