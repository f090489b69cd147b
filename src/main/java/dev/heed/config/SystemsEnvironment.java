package dev.heed.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes each file in {@code config/systems} readable as <code>{{systems.salesforce.connection.url}}</code> in a route, and leaves out
 * the routes of those that are switched off. It stands behind everything else, so that a property of the same name on the command line or in the environment wins.
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
        leaveOut(new SystemNames(environment).disabled(), environment);
    }

    /** The routes of a system that is switched off are not even read: they may ask for values that nobody has. */
    private static void leaveOut(List<String> disabled, ConfigurableEnvironment environment) {
        environment.getPropertySources().addLast(new MapPropertySource("routes of systems that are switched off", Map.of(
                "camel.main.routes-exclude-pattern", disabled.stream().map("**/routes/%s/*"::formatted).collect(Collectors.joining(",")))));
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
