package dev.heed.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real route {@code dynamics365-page} does when Dynamics no longer knows how far it was read. */
class ForgottenDeltaLinkTest {

    private static final String BEGINNING = "contacts?$select=donotphone";
    private static final String DELTA = BEGINNING + "&$deltatoken=800101";

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> followed = new ArrayList<>();
    private int answer = 200;

    /** Stands for the inbox: the feed was read to the delta link. */
    public static final class Position {

        public String position(String system, String feed) {
            return "{\"beginning\": \"%s\", \"link\": \"%s\"}".formatted(BEGINNING, DELTA);
        }
    }

    @BeforeEach
    void loadTheRoute() throws Exception {
        camel.getRegistry().bind("inbox", new Position());
        camel.getPropertiesComponent().addOverrideProperty("heed.home", ".");
        PluginHelper.getRoutesLoader(camel).loadRoutes(List.of(
                ResourceHelper.resolveMandatoryResource(camel, "file:routes/errors/errors-within.camel.yaml"),
                ResourceHelper.resolveMandatoryResource(camel, "file:routes/dynamics365/dynamics365-page.camel.yaml")));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:dynamics365-link").process(ForgottenDeltaLinkTest.this::answer);
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() throws java.io.IOException {
        camel.close();
    }

    @Test
    void goesOnFromWhereItWas() {
        Exchange read = read();

        assertThat(followed).containsExactly(DELTA);
        assertThat(read.getVariable("more", String.class)).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 410})
    void readsAfreshWhatIsForgotten(int status) {
        answer = status;
        Exchange read = read();

        assertThat(read.getException()).isNull();
        assertThat(followed).containsExactly(DELTA, BEGINNING);
        assertThat(read.getVariable("next", String.class)).contains("$deltatoken=new");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 503})
    void takesNoOtherAnswerForThat(int status) {
        answer = status;
        Exchange read = read();

        assertThat(read.getException()).hasRootCauseInstanceOf(HttpOperationFailedException.class);
        assertThat(followed).containsExactly(DELTA);
    }

    private Exchange read() {
        return camel.createProducerTemplate().request("direct:dynamics365-page", exchange -> {
            exchange.setVariable("table", "contacts");
            exchange.setVariable("beginning", BEGINNING);
        });
    }

    /** As the component does within a kamelet: the failure stands within another. */
    private void answer(Exchange exchange) {
        String link = exchange.getVariable("link", String.class);
        followed.add(link);
        if (answer != 200 && link.equals(DELTA)) {
            throw new RuntimeCamelException(new HttpOperationFailedException("https://example.com/" + link, answer, "", null, Map.of(), ""));
        }
        exchange.getMessage().setBody("{\"value\": [], \"@odata.deltaLink\": \"https://example.com/api/data/v9.2/%s&$deltatoken=new\"}".formatted(BEGINNING));
    }
}
