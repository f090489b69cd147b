package dev.heed.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.env.MockEnvironment;

class SystemFilesTest {

    @TempDir
    Path home;

    private final MockEnvironment environment = new MockEnvironment();

    @BeforeEach
    void folders() throws Exception {
        Files.createDirectories(home.resolve("config/systems"));
        Files.createDirectories(home.resolve("routes"));
        environment.setProperty("heed.home", home.toString());
    }

    @Test
    void makesEachFileReadableBelowItsNameWithPlaceholdersResolved() throws Exception {
        file("crm.yaml", "connection:\n  url: ${CRM_URL:http://localhost}/crm\nlimits: [5, 7]\n");
        file("shop.yaml", "enabled: false\n");
        environment.setProperty("CRM_URL", "https://crm.example.com");
        read();

        assertThat(environment.getProperty("systems.crm.connection.url")).isEqualTo("https://crm.example.com/crm");
        assertThat(environment.getProperty("systems.crm.limits[1]")).isEqualTo("7");
        assertThat(environment.getProperty("systems.crm.name")).isEqualTo("crm");
        assertThat(new SystemNames(environment).enabled()).containsExactly("crm");
    }

    @Test
    void yieldsToASettingOfTheSameNameElsewhere() throws Exception {
        file("crm.yaml", "connection:\n  url: https://crm.example.com\n");
        environment.getPropertySources().addFirst(new MapPropertySource("line", java.util.Map.of("systems.crm.connection.url", "http://localhost")));
        read();

        assertThat(environment.getProperty("systems.crm.connection.url")).isEqualTo("http://localhost");
    }

    @Test
    void namesFileAndLineOfBrokenYaml() throws Exception {
        file("crm.yaml", "enabled: true\nconnection:\n  url: \"http://localhost\n");

        assertThatThrownBy(this::read).isInstanceOf(CannotStartException.class)
                .hasMessageContaining(home.resolve("config/systems/crm.yaml") + ":4: no well-formed YAML");
    }

    @Test
    void refusesAFileThatIsNoMappingAndOneThatNamesNoSystem() throws Exception {
        file("crm.yaml", "- just\n- a list\n");
        assertThatThrownBy(this::read).isInstanceOf(CannotStartException.class).hasMessageContaining("crm.yaml");

        Files.delete(home.resolve("config/systems/crm.yaml"));
        file("My CRM.yaml", "enabled: true\n");
        assertThatThrownBy(this::read).isInstanceOf(CannotStartException.class).hasMessageContaining("does not name a system");
    }

    @Test
    void saysWhereItLookedWhenThereAreNoRoutes() throws Exception {
        Files.delete(home.resolve("routes"));

        assertThatThrownBy(this::read).isInstanceOf(CannotStartException.class).hasMessage("There is no folder of routes at %s.", home.resolve("routes"));
    }

    private void file(String name, String yaml) throws Exception {
        Files.writeString(home.resolve("config/systems").resolve(name), yaml);
    }

    private void read() {
        new SystemsEnvironment().postProcessEnvironment(environment, null);
    }
}
