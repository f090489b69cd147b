package dev.heed.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTest extends TwilioCase {

    @Test
    void listsInboundMessagesNewestFirstInPagesThatDoNotShift() throws Exception {
        for (String body : List.of("one", "two", "three", "four", "five")) {
            handset(ADA.phone(), body);
        }
        List<String> read = new ArrayList<>();
        String next = MESSAGES + "?To=%2B15550199999&DateSent%3E=" + LocalDate.now(ZoneOffset.UTC) + "&PageSize=2";
        while (next != null) {
            Answer page = get(next);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body().get("page_size").asInt()).isEqualTo(2);
            page.body().get("messages").forEach(message -> read.add(message.get("body").asText()));
            JsonNode uri = page.body().get("next_page_uri");
            next = uri.isNull() ? null : "/twilio" + uri.asText();
            if (read.size() == 2) {
                handset(ADA.phone(), "six");
            }
        }

        assertThat(read).containsExactly("five", "four", "three", "two", "one");
    }

    @Test
    void showsAMessageAsTheRealOneDoes() throws Exception {
        String sid = handset(ADA.phone(), "سلام").body().get("messageSid").asText();

        JsonNode message = get(MESSAGES).body().at("/messages/0");

        assertThat(message.get("sid").asText()).isEqualTo(sid).matches("SM[0-9a-f]{32}");
        assertThat(message.get("direction").asText()).isEqualTo("inbound");
        assertThat(message.get("status").asText()).isEqualTo("received");
        assertThat(message.get("body").asText()).isEqualTo("سلام");
        assertThat(message.get("error_code").isNull()).isTrue();
        assertThat(message.get("date_sent").asText()).endsWith(" +0000");
        assertThat(ZonedDateTime.parse(message.get("date_sent").asText(), DateTimeFormatter.RFC_1123_DATE_TIME))
                .isBetween(ZonedDateTime.now().minusMinutes(1), ZonedDateTime.now().plusSeconds(1));
    }

    @Test
    void filtersByNumberAndDate() throws Exception {
        handset(ADA.phone(), "hello");
        LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);

        assertThat(get(MESSAGES + "?To=%2B15550199998").body().get("messages")).isEmpty();
        assertThat(get(MESSAGES + "?From=%2B15550100001").body().get("messages")).hasSize(1);
        assertThat(get(MESSAGES + "?DateSent%3E=" + tomorrow).body().get("messages")).isEmpty();
        assertThat(get(MESSAGES + "?DateSent%3C=" + tomorrow).body().get("messages")).hasSize(1);
    }

    @Test
    void refusesAWrongQuery() throws Exception {
        for (String query : List.of("PageSize=0", "PageSize=1001", "PageSize=x", "DateSent%3E=20.5.2024", "Tow=1", "PageToken=PAx",
                "To=1&To=2")) {
            assertThat(get(MESSAGES + "?" + query).status()).as(query).isEqualTo(400);
        }
        assertThat(get(MESSAGES.replace("AC0", "AC1")).body().get("code").asInt()).isEqualTo(20404);
        assertThat(get("/twilio/2010-04-01/Nothing.json").body().get("code").asInt()).isEqualTo(20404);
        assertThat(postAs(null, MESSAGES, "To", ADA.phone()).status()).isEqualTo(401);
    }

    @Test
    void sendsToWhoIsNotOptedOut() throws Exception {
        Answer answer = post(MESSAGES, "To", ADA.phone(), "From", TwilioSimulator.SERVICE_NUMBER, "Body", "News");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().get("status").asText()).isEqualTo("queued");
        assertThat(answer.body().get("date_sent").isNull()).isTrue();
        assertThat(get(MESSAGES).body().at("/messages/0/direction").asText()).isEqualTo("outbound-api");
    }

    @Test
    void refusesToSendAfterStop() throws Exception {
        handset(ADA.phone(), "STOP");

        Answer answer = post(MESSAGES, "To", ADA.phone(), "MessagingServiceSid", TwilioSimulator.MESSAGING_SERVICE_SID, "Body", "News");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(JSON.readTree("""
                {"code":21610,"message":"Attempt to send to unsubscribed recipient",
                 "more_info":"https://www.twilio.com/docs/errors/21610","status":400}"""));
    }

    @Test
    void refusesAnIncompleteMessage() throws Exception {
        String own = TwilioSimulator.SERVICE_NUMBER;

        assertThat(post(MESSAGES, "From", own, "Body", "x").body().get("code").asInt()).isEqualTo(21604);
        assertThat(post(MESSAGES, "To", "Ada", "From", own, "Body", "x").body().get("code").asInt()).isEqualTo(21211);
        assertThat(post(MESSAGES, "To", ADA.phone(), "Body", "x").body().get("code").asInt()).isEqualTo(21603);
        assertThat(post(MESSAGES, "To", ADA.phone(), "From", "+15550100009", "Body", "x").body().get("code").asInt()).isEqualTo(21606);
        assertThat(post(MESSAGES, "To", ADA.phone(), "From", own).body().get("code").asInt()).isEqualTo(21602);
        assertThat(post(MESSAGES, "To", ADA.phone(), "From", own, "Body", "x".repeat(1601)).body().get("code").asInt()).isEqualTo(21617);
    }
}
