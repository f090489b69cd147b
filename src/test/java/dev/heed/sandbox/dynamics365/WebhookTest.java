package dev.heed.sandbox.dynamics365;

import static dev.heed.sandbox.dynamics365.Environment.consent;
import static dev.heed.sandbox.dynamics365.Environment.id;
import static dev.heed.sandbox.dynamics365.Environment.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heed.sandbox.Person;
import dev.heed.sandbox.dynamics365.WebhookReceiver.Post;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTest extends Dynamics365TestBase {

    private static final Person ADA = new Person("ada@example.com", "+15550100001", "Ada", "Example", "en", "", Set.of());

    @Test
    void tellsOfAnUpdateWithOnlyTheColumnsThatWereSent() {
        var created = api.post("contacts", "{\"firstname\":\"Ada\",\"lastname\":\"Example\"}");
        api.patch(row(created), "{\"donotbulkemail\":true,\"preferredcontactmethodcode\":2,\"new_contactwish\":null}");

        Post post = posts(2).get(1);

        assertThat(post.path()).isEqualTo("/in/dynamics365");
        assertThat(post.headers().getFirst(Dynamics365Simulator.WEBHOOK_HEADER)).isEqualTo(Dynamics365Simulator.WEBHOOK_KEY);
        assertThat(post.headers().getFirst("x-ms-dynamics-entity-name")).isEqualTo("contact");
        assertThat(post.headers().getFirst("x-ms-dynamics-request-name")).isEqualTo("Update");
        assertThat(post.attributes()).containsExactly("donotbulkemail", "preferredcontactmethodcode", "new_contactwish", "contactid",
                "modifiedon", "modifiedby", "modifiedonbehalfby");
        assertThat(post.attribute("donotbulkemail").booleanValue()).isTrue();
        assertThat(post.attribute("preferredcontactmethodcode").get("Value").intValue()).isEqualTo(2);
        assertThat(post.attribute("new_contactwish").isNull()).isTrue();
        assertThat(post.attribute("modifiedon").textValue()).isEqualTo("/Date(1724314244000)/");
        assertThat(post.body()).contains("\\/Date(1724314244000)\\/", "\"__type\":\"OptionSetValue:http:\\/\\/schemas.microsoft.com");
        assertThat(post.json().get("PrimaryEntityId").textValue()).isEqualTo(id(created).toString());
        assertThat(post.json().at("/PostEntityImages/0/value/Attributes/0/value").textValue()).isEqualTo("Ada Example");
    }

    @Test
    void tellsOfANewRowWithItsDefaultsAndOfItsEnd() {
        var created = api.post("msdynmkt_contactpointconsent4s", consent("ada@example.com", 534120001));
        api.call("DELETE", row(created), null);

        List<Post> posts = posts(2);

        assertThat(posts).extracting(Post::message).containsExactly("Create", "Delete");
        assertThat(posts.get(0).attribute("msdynmkt_source").get("Value").intValue()).isEqualTo(534120000);
        assertThat(posts.get(0).attribute("msdynmkt_purposeid").get("LogicalName").textValue()).isEqualTo("msdynmkt_purpose");
        assertThat(posts.get(0).attributes()).doesNotContain("msdynmkt_reason");
        assertThat(posts.get(1).target().get("__type").textValue()).startsWith("EntityReference:");
        assertThat(posts.get(1).target().get("Id").textValue()).isEqualTo(id(created).toString());
    }

    @Test
    void saysWhoDidIt() {
        environment.simulator().enrol(ADA);
        String contact = "contacts(" + api.get("contacts").json().at("/value/0/contactid").textValue() + ")";
        api.patch(contact, "{\"donotphone\":true}");
        environment.simulator().act("ADA@example.com", "donotphone", "false");

        assertThat(posts(3)).extracting(post -> post.json().get("InitiatingUserId").textValue()).containsExactly(
                Dynamics365Simulator.AGENT.toString(), Dynamics365Simulator.APPLICATION_USER.toString(),
                Dynamics365Simulator.AGENT.toString());
    }

    @Test
    void firesForAnUpdateThatChangesNothing() {
        String contact = row(api.post("contacts", "{\"donotphone\":true}"));
        api.patch(contact, "{\"donotphone\":true}");

        assertThat(posts(2)).extracting(Post::message).containsExactly("Create", "Update");
    }

    @Test
    void keepsSilentAboutWhatWasRefused() {
        api.post("contacts", "{\"donotphone\":7}");
        api.post("contacts", "{}");

        assertThat(posts(1)).extracting(Post::message).containsExactly("Create");
    }

    @ParameterizedTest
    @CsvSource({"503, 2", "502, 2", "504, 2", "500, 1", "429, 1", "404, 1"})
    void triesOnceMoreOnlyWhereTheReceiverIsBusy(int status, int attempts) {
        environment.receiver().answer(status);
        String contact = row(api.post("contacts", "{}"));
        posts(attempts);
        environment.receiver().answer(200);
        api.patch(contact, "{}");

        assertThat(posts(attempts + 1)).extracting(Post::message).last().isEqualTo("Update");
        assertThat(environment.receiver().posts()).hasSize(attempts + 1);
    }

    @Test
    void losesAndRepeatsEventsWhereToldTo() {
        environment.simulator().faults().lose(1);
        String contact = row(api.post("contacts", "{}"));
        environment.simulator().faults().repeat(1);
        api.patch(contact, "{}");

        assertThat(posts(2)).extracting(Post::message).containsExactly("Update", "Update");
    }

    @Test
    void swapsTwoEvents() {
        environment.simulator().faults().swap();
        String contact = row(api.post("contacts", "{}"));
        api.patch(contact, "{}");

        assertThat(posts(2)).extracting(Post::message).containsExactly("Update", "Create");
    }

    @Test
    void worksOnWhereNobodyListens() {
        var alone = new Dynamics365Simulator(Clock.systemUTC(), URI.create("http://localhost:1"));
        alone.enrol(ADA);
        alone.act("ada@example.com", "donotphone", "true");

        assertThat(alone.holds("ada@example.com").orElseThrow()).containsEntry("donotphone", true);
        alone.close();
    }

    private static List<Post> posts(int number) {
        await().atMost(Duration.ofSeconds(5)).until(() -> environment.receiver().posts().size() >= number);
        return environment.receiver().posts();
    }
}
