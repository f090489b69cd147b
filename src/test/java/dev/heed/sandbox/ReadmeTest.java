package dev.heed.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What README.md shows is what who follows it sees: the first screen, the tour by {@code curl} and the page. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```\\w*\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CURL = Pattern.compile("curl -s (?:-u (?<user>\\S+) )?(?<url>\\S+)(?: -H '(?<header>[^:]+): (?<value>[^']+)' -d '(?<body>[^']+)')?");
    /** Ids and times are others every time. */
    private static final Pattern OTHER_EVERY_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(?:Z|\\+0000)|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|…");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Together together;
    private static List<String> blocks;

    @BeforeAll
    static void start() throws IOException {
        blocks = BLOCK.matcher(Files.readString(Path.of("README.md"))).results().map(block -> block.group(1).strip()).toList();
        together = Together.start(0, 0, 0, null, People.all(), Map.of("heed.data", "target/test-heed/readme-" + UUID.randomUUID(), "camel.main.name", "heed-readme"));
    }

    @AfterAll
    static void stop() {
        together.close();
    }

    @Test
    void theFirstScreenIsAsShown() {
        String shown = blocks.stream().filter(block -> block.startsWith("Heed is ready")).findFirst().orElseThrow();

        assertThat(usual(TryHeed.welcome(together.url(), together.sandbox(), 24)).lines().limit(5).toList()).isEqualTo(shown.lines().limit(5).toList());
    }

    @Test
    void theFirstScreenOffersTheTour() {
        List<String> offered = CURL.matcher(usual(TryHeed.welcome(together.url(), together.sandbox(), 24))).results().map(MatchResult::group).toList();

        assertThat(offered).hasSize(2).allMatch(blocks::contains);
    }

    @Test
    void everyCallOfTheTourAnswersWithTheLinesShown() {
        List<String> tour = blocks.stream().filter(block -> block.startsWith("curl ")).toList();
        assertThat(tour).hasSize(3);
        for (String curl : tour) {
            String shown = blocks.get(blocks.indexOf(curl) + 1);
            await().atMost(PATIENCE).untilAsserted(() -> assertShown(shown.lines().toList(), call(curl)));
        }
    }

    @Test
    void thePageShowsAStopArriveInEveryOtherSystemWithItsOrigin() {
        Path executable = Chromium.find().orElse(null);
        Assumptions.assumeTrue(executable != null, "no browser found: install chromium or give -Dheed.browser=/path");
        Person parisa = People.all().stream().filter(person -> person.email().equals("parisa@example.com")).findFirst().orElseThrow();
        try (Chromium chromium = Chromium.launch(executable)) {
            Page page = chromium.browser().newPage();
            page.navigate(together.sandbox().url() + "/");
            Locator row = page.locator("tr[data-email='" + parisa.email() + "']");
            row.locator("td[data-system='Twilio'] .cell").click();
            page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("STOP").setExact(true)).click();

            assertThat(row.locator("td[data-system='Twilio'] .badge")).hasText("here");
            for (SimulatedSystem system : together.sandbox().systems().values()) {
                if (parisa.systems().contains(system.name()) && !system.name().equals("twilio")) {
                    Locator badge = row.locator("td[data-system='" + system.title() + "'] .badge");
                    assertThat(badge).hasText(Pattern.compile("\\d+\\.\\d s"), new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE.toMillis()));
                    assertThat(page.locator("#arrivals [data-system=" + system.name() + "] .provenance").first()).containsText("twilio");
                }
            }
        }
    }

    @Test
    void theConsoleShowsTheRoutesAfterTheSignInThatIsPrinted() {
        Path executable = Chromium.find().orElse(null);
        Assumptions.assumeTrue(executable != null, "no browser found: install chromium or give -Dheed.browser=/path");
        try (Chromium chromium = Chromium.launch(executable)) {
            Page page = chromium.browser().newPage();
            page.setDefaultTimeout(PATIENCE.toMillis());
            page.navigate(together.url() + "/actuator/hawtio");
            page.locator("input[name=username]").fill("engineer");
            page.locator("input[name=password]").fill("heed");
            page.keyboard().press("Enter");
            page.getByText("Camel", new Page.GetByTextOptions().setExact(true)).first().click();
            page.getByText("twilio", new Page.GetByTextOptions().setExact(true)).first().click();
            page.getByText("twilio-out", new Page.GetByTextOptions().setExact(true)).first().click();
            page.getByText("Route Diagram", new Page.GetByTextOptions().setExact(true)).first().click();

            assertThat(page.getByText("twilio-out-settle").first()).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE.toMillis()));
        }
    }

    /** One after another, with whatever stands between them left out: that is what {@code …} on a line of its own means. */
    private static void assertShown(List<String> shown, String answer) {
        Iterator<String> lines = answer.lines().map(String::strip).iterator();
        for (String line : shown) {
            Pattern expected = pattern(line.strip());
            boolean found = line.strip().equals("…");
            while (!found && lines.hasNext()) {
                found = expected.matcher(lines.next()).matches();
            }
            assertThat(found).as("after the lines before it the answer has the line %s", line).isTrue();
        }
    }

    private static Pattern pattern(String line) {
        StringBuilder pattern = new StringBuilder();
        Matcher variable = OTHER_EVERY_TIME.matcher(line);
        int end = 0;
        while (variable.find()) {
            String like = variable.group().equals("…") ? "\\w+" : variable.group().replaceAll("[0-9a-f]", "[0-9a-f]").replace("+", "\\+").replace(".", "\\.");
            pattern.append(Pattern.quote(line.substring(end, variable.start()))).append(like);
            end = variable.end();
        }
        return Pattern.compile(pattern.append(Pattern.quote(line.substring(end))).toString());
    }

    private static String call(String curl) throws Exception {
        Matcher call = CURL.matcher(curl);
        assertThat(call.matches()).as(curl).isTrue();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(call.group("url").replace("http://localhost:8090", together.sandbox().url().toString())
                .replace("http://localhost:8080", together.url().toString())));
        if (call.group("user") != null) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(call.group("user").getBytes(StandardCharsets.UTF_8)));
        }
        if (call.group("body") != null) {
            request.header(call.group("header"), call.group("value")).POST(HttpRequest.BodyPublishers.ofString(call.group("body")));
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    /** With the ports that it has where nobody says others. */
    private static String usual(String text) {
        return text.replace(together.url().toString(), "http://localhost:8080").replace(together.sandbox().url().toString(), "http://localhost:8090");
    }
}
