package dev.heed.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The sandbox page in a real browser. Where Heed would be, a stand-in writes each STOP or START into the {@link Notebook}. */
class SandboxPageTest {

    private static final Notebook NOTEBOOK = new Notebook();
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String ADA = "ada@example.com";
    private static final String PARISA = "parisa@example.com";

    private static Chromium chromium;
    private static HttpServer heed;
    private static ServletWebServerApplicationContext sandbox;
    private static URI url;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private Page page;

    @BeforeAll
    static void open(TestReporter reporter) throws Exception {
        Path executable = Chromium.find().orElse(null);
        if (executable == null) {
            String warning = "NO BROWSER FOUND: the sandbox page is NOT tested. Install chromium or give -Dheed.browser=/path";
            System.err.println("\n*** " + warning + " ***\n");
            reporter.publishEntry("warning", warning);
            Assumptions.abort(warning);
        }
        heed = standIn();
        sandbox = (ServletWebServerApplicationContext) new SpringApplicationBuilder(SandboxApplication.class)
                .logStartupInfo(false)
                .initializers(context -> ((GenericApplicationContext) context).registerBean(Notebook.class, () -> NOTEBOOK))
                .run("--server.port=0", "--sandbox.sftp-port=0", "--spring.config.name=sandbox", "--spring.main.banner-mode=off",
                        "--sandbox.heed=http://localhost:" + heed.getAddress().getPort());
        url = URI.create("http://localhost:" + sandbox.getWebServer().getPort());
        chromium = Chromium.launch(executable);
    }

    /** Does late, in one place, what Heed does in many. */
    private static HttpServer standIn() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/in/twilio", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            Person person = People.all().stream().filter(one -> body.contains(one.phone().substring(1))).findFirst().orElseThrow();
            if (body.contains("OptOutType=")) {
                NOTEBOOK.write(person.email(), Map.of("Text", body.contains("OptOutType=STOP") ? "no" : "yes",
                        "Record", Map.of("CaptureSource", "twilio", "CaptureDate", "2024-05-20T10:13:21Z")));
            }
        });
        server.start();
        return server;
    }

    @BeforeEach
    void visit() {
        sandbox.getBeansOfType(SimulatedSystem.class).values().forEach(system -> {
            system.reset();
            People.all().stream().filter(person -> person.systems().contains(system.name()) || system == NOTEBOOK).forEach(system::enrol);
        });
        show(1440, 900, ColorScheme.LIGHT);
    }

    private void show(int width, int height, ColorScheme scheme) {
        page = chromium.browser().newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height).setColorScheme(scheme)).newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(url.toString())) {
                complaints.add("left the sandbox: " + request.url());
            }
        });
        page.navigate(url + "/");
        assertThat(page.locator("#live")).hasText("Live");
        assertThat(cell(ADA, "Twilio")).containsText("+15550100001");
    }

    @AfterEach
    void leave() {
        if (page != null) {
            page.context().close();
        }
        assertThat(complaints).isEmpty();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
            sandbox.close();
            heed.stop(0);
        }
    }

    private Locator cell(String email, String system) {
        return page.locator("tr[data-email='" + email + "'] td[data-system='" + system + "'] .cell");
    }

    private void choose(String value) {
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(value).setExact(true)).click();
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(page.locator("dialog").count() == 0));
    }

    @Test
    void showsEveryCustomerInEverySystem() {
        assertThat(page.locator("tbody tr")).hasCount(People.all().size());
        assertThat(page.locator("thead th")).hasCount(1 + sandbox.getBeansOfType(SimulatedSystem.class).size());
        assertThat(cell(ADA, "Notebook")).containsText("Please write");
        assertThat(page.locator("#heed")).hasAttribute("href", "http://localhost:" + heed.getAddress().getPort() + "/swagger-ui.html");
        assertThat(page.locator("#hawtio")).hasAttribute("href", Pattern.compile(".*/actuator/hawtio"));
        picture("sandbox-start");
    }

    @Test
    void lightsUpWhatAGestureReachesWithTimeAndProvenance() {
        cell(ADA, "Twilio").click();
        picture("sandbox-levers");
        choose("STOP");

        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(cell(ADA, "Twilio").locator(".badge")).hasText("here");
        assertThat(cell(ADA, "Notebook").locator(".badge")).hasText(Pattern.compile("\\d+\\.\\d s"));
        assertThat(cell(ADA, "Notebook")).hasClass(Pattern.compile(".*lit.*"));
        assertThat(cell(ADA, "Notebook")).containsText("no");
        assertThat(page.locator("#arrivals [data-system=notebook] .provenance")).containsText("2024-05-20T10:13:21Z");
        assertThat(page.locator("#arrivals [data-system=twilio] .provenance")).containsText("opt-out-message");
        assertThat(page.locator(".lit")).hasCount(2);
        picture("sandbox-gesture");
    }

    @Test
    void canBeUsedByKeyboardAlone() {
        cell(ADA, "Notebook").focus();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowUp");
        assertThat(cell(ADA, "Notebook")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(cell(ADA, "Notebook")).isFocused();

        page.keyboard().press("Space");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(cell(ADA, "Notebook")).containsText("no");
    }

    @Test
    void sendsAnSmsFromTheTelephone() {
        page.getByLabel("Whose").selectOption(PARISA);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("STOP").setExact(true)).click();
        page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true)).fill("لطفاً دیگر پیام نفرستید");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send").setExact(true)).click();

        assertThat(page.locator(".sent").last()).hasText("sent – the webhook was answered 200");
        assertThat(cell(PARISA, "Twilio")).containsText("لطفاً دیگر پیام نفرستید");
        assertThat(cell(PARISA, "Twilio").locator(".changed")).not().hasCount(0);
        assertThat(page.locator(".bubble").last()).hasCSS("direction", "rtl");
        picture("sandbox-telephone");
    }

    @Test
    void showsTextAsTextWhateverItContains() {
        String wish = "<img src=x onerror=\"window.broken=1\"><b>bold</b>";
        cell(ADA, "Notebook").click();
        page.getByLabel("In the customer's words").fill(wish);
        choose("Save");

        assertThat(cell(ADA, "Notebook")).containsText(wish);
        assertThat(page.locator("#arrivals")).containsText(wish);
        assertThat(page.evaluate("window.broken === undefined")).isEqualTo(true);
    }

    @Test
    void writesEveryLanguageInItsDirection() {
        Locator name = page.locator("tr[data-email='" + PARISA + "'] .name");

        assertThat(name).hasAttribute("lang", "fa");
        assertThat(name).hasCSS("direction", "rtl");
        assertThat(page.locator("tr[data-email='asha@example.com'] .wish")).hasAttribute("lang", "hi");
        assertThat(page.locator("tr[data-email='isil@example.com'] .name")).hasText("Işıl İğdır");
        assertThat(page.locator("tr[data-email='isil@example.com'] .name")).hasCSS("direction", "ltr");
    }

    @Test
    void makesTroubleForASystem() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Trouble for Notebook")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("milliseconds").fill("700");
        dialog.locator("form:has-text('Slow answers') button").click();
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> NOTEBOOK.faults().delay().equals(Duration.ofMillis(700)));
        dialog.locator("select[name=status]").selectOption("429");
        dialog.getByLabel("Retry-After, seconds").fill("2");
        dialog.locator("form:has-text('Refuse requests') button").click();
        assertThat(dialog.locator(".outcome")).hasText("the next 3 requests get 429");
        assertThat(NOTEBOOK.faults().nextAnswer()).isEqualTo(new Faults.Answer(429, 2));
        assertThat(page.locator("[data-chip=notebook]")).hasText("slow: 700 ms");
        picture("sandbox-trouble");

        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Clear all trouble")).click();
        assertThat(page.locator("[data-chip=notebook]")).isHidden();
        assertThat(NOTEBOOK.faults().delay()).isZero();
        assertThat(NOTEBOOK.faults().nextAnswer()).isNull();
    }

    @Test
    void fitsASmallScreenAndTheDark() {
        page.context().close();
        show(390, 800, ColorScheme.DARK);

        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
        picture("sandbox-small-dark");

        page.context().close();
        show(1280, 800, ColorScheme.DARK);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
        cell(PARISA, "Twilio").click();
        choose("STOP");
        assertThat(cell(PARISA, "Notebook").locator(".badge")).isVisible();
        picture("sandbox-dark");
    }

    @Test
    void namesEveryControl() {
        assertThat((List<?>) page.evaluate("[...document.querySelectorAll('button, input, select, a')].filter(one => !one.disabled"
                + " && !(one.ariaLabel || one.textContent.trim() || one.labels?.length)).map(one => one.outerHTML)")).isEmpty();
    }
}
