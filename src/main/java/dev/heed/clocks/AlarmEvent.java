package dev.heed.clocks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.UUID;

/** An alarm as it travels: a CloudEvents 1.0 event in JSON. It says which change and which system, and nothing about the person. */
final class AlarmEvent {

    private static final String TYPE = "dev.heed.deadline.alarm.v1";
    private static final URI SOURCE = URI.create("urn:heed:deadlines");
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonFormat FORMAT = new JsonFormat();

    private AlarmEvent() {
    }

    static String of(Alarm alarm) {
        String data = JSON.createObjectNode().put("changeId", alarm.change().toString()).put("system", alarm.system())
                .put("subjectId", alarm.subject().toString()).put("level", alarm.level().text()).put("deadline", alarm.deadlineAt().toString()).toString();
        return new String(FORMAT.serialize(CloudEventBuilder.v1().withId(id(alarm)).withType(TYPE).withSource(SOURCE)
                .withSubject(alarm.subject().toString()).withTime(alarm.raisedAt().atOffset(ZoneOffset.UTC))
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8)).build()), StandardCharsets.UTF_8);
    }

    /** The same whenever the same alarm is told, because after a crash it may be told twice. */
    private static String id(Alarm alarm) {
        String what = alarm.change() + " " + alarm.system() + " " + alarm.subject() + " " + alarm.level() + " " + alarm.startedAt();
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
