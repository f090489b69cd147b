package dev.heed.config;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Makes each file in {@code config/systems} readable as <code>{{systems.salesforce.connection.url}}</code> in a route. It stands
 * behind everything else, so that a property of the same name on the command line or in the environment wins.
 */
final class SystemsEnvironment implements EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Path home = Path.of(environment.getProperty("heed.home", "."));
        if (!Files.isDirectory(home.resolve("routes"))) {
            throw new CannotStartException("There is no folder of routes at " + home.resolve("routes").toAbsolutePath().normalize() + ".",
                    "Start Heed in its own folder, or say where that is: --heed.home=<folder>.");
        }
        SystemFiles.in(home.resolve("config").resolve("systems")).forEach(environment.getPropertySources()::addLast);
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
