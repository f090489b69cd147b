package dev.heed.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.api.WhyResource.Carrying;
import dev.heed.change.Provenance;
import dev.heed.policy.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The chain from an act to a value, in sentences that a person can read out to another. */
final class Sentences {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Sentences() {
    }

    /** @param end when what was said ran out, null if it did not */
    static List<String> of(Answer answer, Instant end, List<ObjectNode> competing, List<Carrying> systems) {
        if (answer.by() == null) {
            return List.of("Nobody has said anything about this, so nothing is permitted.");
        }
        List<String> sentences = new ArrayList<>();
        Provenance origin = answer.by().provenance();
        sentences.add("%s %s said \"%s\" about %s in %s (%s), by %s.".formatted(when(origin), who(origin), answer.by().value(), answer.by().key().text(),
                origin.source(), origin.collectionPoint(), origin.evidence().text()));
        sentences.add("Heed received it %s later and read it by %s.".formatted(span(origin.capturedTo(), origin.receivedAt()),
                origin.mapping().isEmpty() ? "nobody's table, for it is its own" : origin.mapping()));
        if (end != null) {
            sentences.add("Its time was over on %s: since then it permits nothing.".formatted(TIME.format(end)));
        }
        competing.forEach(other -> sentences.add("It holds against another statement: " + other.path("sentence").asText() + "."));
        systems.forEach(system -> sentences.add(end == null ? carried(origin, system) : carriedOn(end, origin, system)));
        return sentences;
    }

    private static String when(Provenance origin) {
        return origin.capturedFrom().equals(origin.capturedTo()) ? "On " + TIME.format(origin.capturedTo())
                : "Not later than " + TIME.format(origin.capturedTo());
    }

    private static String who(Provenance origin) {
        return switch (origin.actor()) {
            case SUBJECT -> "the customer";
            case AGENT -> "an agent";
            case AUTOMATION -> "a program";
            case THIRD_PARTY -> "a third party";
        };
    }

    /** Of what ran out a system was told two things: first what was said, then that it holds no longer. */
    private static String carriedOn(Instant end, Provenance origin, Carrying system) {
        Instant told = system.acceptedAt() == null ? system.confirmedAt() : system.acceptedAt();
        if (told == null || !List.of("confirmed", "accepted").contains(system.delivery())) {
            return carried(origin, system);
        }
        if (told.isBefore(end)) {
            return "%s took what was said on %s; of its end it was not told, or said no already.".formatted(system.system(), TIME.format(told));
        }
        return "%s was told on %s that its time was over, and %s.".formatted(system.system(), TIME.format(told),
                system.confirmedAt() == null ? "its feed has not shown it yet" : "confirmed it on " + TIME.format(system.confirmedAt()));
    }

    private static String carried(Provenance origin, Carrying system) {
        if (system.delivery() == null) {
            return system.system() + (system.system().equals(origin.source()) ? " is where it was said." : " was not to be told.");
        }
        return switch (system.delivery()) {
            case "confirmed" -> "%s took it %s after it was received, and its own feed showed it on %s.".formatted(system.system(),
                    span(origin.receivedAt(), system.acceptedAt() == null ? system.confirmedAt() : system.acceptedAt()), TIME.format(system.confirmedAt()));
            case "accepted" -> "%s took it on %s, and its feed has not shown it yet.".formatted(system.system(), TIME.format(system.acceptedAt()));
            case "unchanged" -> system.system() + " held it already.";
            case "queued" -> system.system() + " is still to be told" + because(system) + ".";
            case "parked" -> system.system() + " refused it, and a person is to look at it" + because(system) + ".";
            case "superseded" -> system.system() + " was told a later statement instead.";
            case "absent" -> system.system() + " does not know the customer.";
            default -> system.system() + " has no field that can hold it.";
        };
    }

    private static String because(Carrying system) {
        return system.reason() == null ? "" : ": " + system.reason();
    }

    private static String span(Instant from, Instant to) {
        Duration span = from == null || to == null || to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
        return span.toMinutes() < 2 ? String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0)
                : span.toHours() < 2 ? span.toMinutes() + " minutes" : span.toDays() < 2 ? span.toHours() + " hours" : span.toDays() + " days";
    }
}
