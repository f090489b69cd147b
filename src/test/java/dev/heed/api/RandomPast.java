package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Three people who share a number and say this and that, and every answer that was given on the way. */
final class RandomPast {

    /** None that is carried: the one system here may be called a hundred times a minute. */
    private static final List<String> KEYS = List.of("email/marketing", "email/marketing/newsletter", "phone/marketing", "post/marketing", "language");
    private static final List<String> VALUES = List.of("granted", "withdrawn", "denied", "pending");
    private static final List<String> ACTORS = List.of("subject", "agent", "automation", "third_party");
    private static final List<String> EVIDENCE = List.of("double_opt_in", "form", "agent", "import", "third_party");
    private static final Instant THEN = Instant.parse("2024-05-20T10:00:00Z");

    private record Answered(String subject, JsonNode body) {

        String moment() {
            return "?asOf=" + body.path("asOf").asText() + "&knownAt=" + body.path("knownAt").asText();
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

    /** Somebody says something, and somebody is asked about, so many times. */
    void goOn(int steps) {
        for (int step = 0; step < steps; step++) {
            say(new ArrayList<>(people.entrySet()).get(random.nextInt(people.size())));
            keepAnswer(subjects.get(random.nextInt(subjects.size())));
        }
    }

    /** Everybody is asked about, though nobody said anything. What holds for each is given back. */
    List<JsonNode> askAboutAll() {
        subjects.forEach(this::keepAnswer);
        return answers.subList(answers.size() - subjects.size(), answers.size()).stream().map(answer -> answer.body().path("preferences")).toList();
    }

    void isAnsweredAsItWas() {
        for (Answered answered : answers) {
            assertThat(api.ask(answered.subject(), answered.moment())).isEqualTo(answered.body());
        }
    }

    private void keepAnswer(String subject) {
        answers.add(new Answered(subject, api.ask(subject, "")));
    }

    private void say(Map.Entry<String, String> person) {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        boolean permission = key.contains("/");
        api.tell("record", person.getKey(), "email", person.getValue(), "phone", shared, "key", key,
                "value", permission ? VALUES.get(random.nextInt(VALUES.size())) : List.of("en", "de", "fa").get(random.nextInt(3)),
                "actor", ACTORS.get(random.nextInt(ACTORS.size())), "evidence", EVIDENCE.get(random.nextInt(EVIDENCE.size())),
                "source", List.of("preference-page", "call-centre", "shop").get(random.nextInt(3)),
                "capturedAt", random.nextBoolean() ? null : THEN.plusSeconds(random.nextInt(60)).toString());
    }
}
