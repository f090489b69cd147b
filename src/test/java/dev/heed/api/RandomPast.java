package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Three people who share a number, say this and that, are merged and split, and every answer that was given on the way. */
final class RandomPast {

    /** None that is carried: the one system here may be called a hundred times a minute. */
    private static final List<String> KEYS = List.of("email/marketing", "email/marketing/newsletter", "phone/marketing", "post/marketing", "language");
    private static final List<String> VALUES = List.of("granted", "withdrawn", "denied", "pending");
    private static final List<String> ACTORS = List.of("subject", "agent", "automation", "third_party");
    private static final List<String> EVIDENCE = List.of("double_opt_in", "form", "agent", "import", "third_party");
    private static final Instant THEN = Instant.parse("2024-05-20T10:00:00Z");

    private static final List<String> SYSTEMS = List.of("preference-page", "call-centre", "shop");

    /**
     * What was answered once.
     *
     * @param system that was asked about, null if it was what holds
     * @param after  by the clock, when the answer was there
     */
    private record Answered(String subject, String system, ApiCase.Reply reply, Instant after) {

        boolean isThere() {
            return reply.status() == 200;
        }

        String at(String asOf, String knownAt) {
            return path(subject, system) + "&asOf=" + asOf + "&knownAt=" + knownAt;
        }

        /** The times are those of the question. */
        static JsonNode untimed(JsonNode body) {
            return body.<ObjectNode>deepCopy().without(List.of("asOf", "knownAt"));
        }
    }

    private final ApiCase api;
    private final Random random;
    private final String shared = ApiCase.freshPhone();
    private final Map<String, String> people = new LinkedHashMap<>();
    private final List<String> subjects = new ArrayList<>();
    private final List<Answered> answers = new ArrayList<>();

    RandomPast(ApiCase api, int seed) {
        this.api = api;
        this.random = new Random(seed * 7919L);
        List.of("a-", "b-", "c-").forEach(name -> people.put(name + UUID.randomUUID(), ApiCase.freshEmail()));
        people.forEach((record, email) -> api.tell("record", record, "email", email, "phone", shared, "key", "language", "value", "en"));
        people.values().forEach(email -> subjects.add(api.subject(email)));
    }

    /** Somebody says something, or two are found to be one or one to be two, and somebody is asked about, so many times. */
    void goOn(int steps) {
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(6)) {
                case 0 -> merge(anySubject(), anySubject());
                case 1 -> split(anySubject());
                default -> say(new ArrayList<>(people.entrySet()).get(random.nextInt(people.size())));
            }
            keepAnswer(anySubject(), null);
            keepAnswer(anySubject(), SYSTEMS.get(random.nextInt(SYSTEMS.size())));
        }
    }

    /** Everybody is asked about, though nobody said anything. What holds for each is given back. */
    List<JsonNode> askAboutAll() {
        return subjects.stream().map(subject -> keepAnswer(subject, null).reply().at("/preferences")).toList();
    }

    /** At the moment that the answer named, and by the clock of whoever asked. */
    void isAnsweredAsItWas() {
        for (Answered answered : answers) {
            ApiCase.Reply then = answered.reply();
            ApiCase.Reply byTheClock = api.get("viewer", answered.at(answered.after().toString(), answered.after().toString()));
            assertThat(byTheClock.status()).as("%s", byTheClock.body()).isEqualTo(then.status());
            if (answered.isThere()) {
                assertThat(Answered.untimed(byTheClock.body())).isEqualTo(Answered.untimed(then.body()));
                String asOf = then.body().path("asOf").asText(answered.after().toString());
                assertThat(api.get("viewer", answered.at(asOf, then.text("/knownAt"))).body()).isEqualTo(then.body());
            }
        }
    }

    /** Answers about one who was somebody else then: a history in which nobody was merged shows nothing of merging. */
    long answersAboutSomebodyElse() {
        return answers.stream().filter(Answered::isThere).filter(answered -> !answered.reply().text("/subjectId").equals(answered.subject())).count();
    }

    private Answered keepAnswer(String subject, String system) {
        ApiCase.Reply reply = api.get("viewer", path(subject, system));
        assertThat(reply.status()).as("%s", reply.body()).isIn(200, system == null ? 200 : 404);
        Answered answered = new Answered(subject, system, reply, Instant.now());
        answers.add(answered);
        return answered;
    }

    private static String path(String subject, String system) {
        return "/api/v1/subjects/" + subject + "/preferences?" + (system == null ? "" : "system=" + system);
    }

    private String anySubject() {
        return subjects.get(random.nextInt(subjects.size()));
    }

    /** Those who are one already are not merged again. */
    private void merge(String one, String other) {
        assertThat(api.post("engineer", "/api/v1/subjects/" + one + "/merge", Map.of("other", other, "because", "one login")).status()).isIn(200, 409);
    }

    /** Who was not merged into another is not split. */
    private void split(String subject) {
        assertThat(api.post("engineer", "/api/v1/subjects/" + subject + "/split", Map.of("because", "two people after all")).status()).isIn(200, 409);
    }

    private void say(Map.Entry<String, String> person) {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        boolean permission = key.contains("/");
        api.tell("record", person.getKey(), "email", person.getValue(), "phone", shared, "key", key,
                "value", permission ? VALUES.get(random.nextInt(VALUES.size())) : List.of("en", "de", "fa").get(random.nextInt(3)),
                "actor", ACTORS.get(random.nextInt(ACTORS.size())), "evidence", EVIDENCE.get(random.nextInt(EVIDENCE.size())),
                "source", SYSTEMS.get(random.nextInt(SYSTEMS.size())),
                "capturedAt", random.nextBoolean() ? null : THEN.plusSeconds(random.nextInt(60)).toString());
    }
}
