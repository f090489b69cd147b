package dev.heed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** What whoever starts Heed reads when a file of theirs is wrong: the file, the line and what was expected, and no stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class WrongFilesTest {

    @TempDir
    Path home;

    @BeforeEach
    void copy() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/homes/small"), home);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "config/policy.yaml | repairs: 5 | repairs: often | 4 | string found, integer expected",
        "config/policy.yaml | homeRegion: US | homeRegion: UK | 5 | is no country of ISO 3166",
        "config/policy.yaml | repairs: 5 | 'repairs: [5' | 5 | no well-formed YAML",
        "config/taxonomy.yaml | channels: | chanels: | 2 | is not defined in the schema",
        "config/systems/crm.yaml | kind: test | knd: test | 3 | is not defined in the schema",
        "config/systems/crm.yaml | kind: test | 'kind: [test' | 4 | no well-formed YAML",
        "config/systems/crm.yaml | kind: test | 'kind: test\nencoding: klingon-8' | 4 | is no character encoding that is known here",
        "config/systems/crm.yaml | ${CRM_URL:http://localhost} | ${CRM_ADDRESS} | 13 | there is no value for ${CRM_ADDRESS}: set it in the environment",
        "mappings/crm.mapping.yaml | version: 1 | version: one | 2 | string found, integer expected"})
    void itDoesNotStartAndSaysWhatIsWrongWhere(String file, String right, String wrong, int line, String word, CapturedOutput output) throws IOException {
        write(file, right, wrong);

        assertThatThrownBy(() -> start(HeedApplication.class)).isNotNull();

        assertThat(output).contains("APPLICATION FAILED TO START").contains(home.resolve(file) + ":" + line + ": ").contains(word)
                .contains("Mend that line").doesNotContain("at dev.heed.").doesNotContain("Started HeedApplication");
    }

    @Test
    void itDoesNotStartWithAFieldThatNoMappingMeans(CapturedOutput output) throws IOException {
        write("config/systems/crm.yaml", "holds:", "holds:\n  language: {}");

        assertThatThrownBy(() -> start(HeedApplication.class)).isNotNull();

        assertThat(output).contains(home.resolve("config/systems/crm.yaml")
                + ":7: holds language, but mappings/crm.mapping.yaml has no field that means it: add the field, or take the line out");
    }

    @Test
    void itWarnsOfARuleForASourceThatIsNoSystemHere(CapturedOutput output) throws IOException {
        write("config/policy.yaml", "repairs: 5", "sources:\n  crm: {authority: agent}\n  cmr: {authority: agent}\nrepairs: 5");

        start(Wiring.class);

        assertThat(output).contains("WARN").contains("config/policy.yaml:6: 'cmr' is no system of config/systems (crm): "
                + "what is said of it holds only for changes that the API is told of under this name").doesNotContain("'crm' is no system");
    }

    @Test
    void aSystemThatIsSwitchedOffNeedsNoValues() throws IOException {
        write("config/systems/crm.yaml", "connection:\n  url: ${CRM_URL:http://localhost}/crm", """
                enabled: false
                encoding: ${CRM_ENCODING}
                connection:
                  url: ${CRM_ADDRESS}
                login:
                  basic: {user: "${CRM_USER}", password: "${CRM_PASSWORD}"}""");

        assertThatCode(() -> start(Wiring.class)).doesNotThrowAnyException();
    }

    @Test
    void theRoutesOfASystemThatIsSwitchedOffAreLeftOut() throws IOException {
        Files.writeString(home.resolve("config/systems/shop.yaml"), Files.readString(home.resolve("config/systems/crm.yaml")).replace("system: crm", "system: shop\nenabled: false")
                .replace("${CRM_URL:http://localhost}", "${SHOP_ADDRESS}"));
        for (String system : List.of("crm", "shop")) {
            Files.createDirectories(home.resolve("routes").resolve(system));
            Files.writeString(home.resolve("routes/%1$s/%1$s-in.camel.yaml".formatted(system)), """
                    - route:
                        id: %1$s-in
                        from:
                          uri: "direct:{{systems.%1$s.connection.url}}"
                          steps:
                            - log: heard
                    """.formatted(system));
        }

        try (ConfigurableApplicationContext heed = run(HeedApplication.class)) {
            assertThat(heed.getBean(CamelContext.class).getRoutes()).extracting(Route::getRouteId).contains("crm-in", "echo").doesNotContain("shop-in");
        }
    }

    private void write(String file, String right, String wrong) throws IOException {
        String text = Files.readString(home.resolve(file));
        assertThat(text).contains(right);
        Files.writeString(home.resolve(file), text.replace(right, wrong));
    }

    private void start(Class<?> application) {
        run(application).close();
    }

    private ConfigurableApplicationContext run(Class<?> application) {
        return new SpringApplicationBuilder(application).web(application == Wiring.class ? WebApplicationType.NONE : WebApplicationType.SERVLET)
                .registerShutdownHook(false)
                .run("--heed.home=" + home, "--heed.data=" + home.resolve("data"), "--server.port=0", "--spring.config.location=classpath:/application.yaml",
                        "--spring.config.import=", "--heed.security.users[0].name=viewer", "--heed.security.users[0].password=heed", "--heed.security.users[0].roles=viewer");
    }
}
