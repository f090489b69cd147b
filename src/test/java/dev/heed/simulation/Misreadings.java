package dev.heed.simulation;

import static dev.heed.simulation.Planting.brain;
import static dev.heed.simulation.Planting.card;
import static dev.heed.simulation.Planting.changes;
import static dev.heed.simulation.Planting.grants;
import static dev.heed.simulation.Planting.heard;
import static dev.heed.simulation.Planting.manifest;
import static dev.heed.simulation.Planting.refuses;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.Evidence;
import dev.heed.change.Permission;
import dev.heed.deciding.Dossier;
import dev.heed.mapping.Reading;
import dev.heed.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Errors about what was said, and whom it binds. */
final class Misreadings {

    private Misreadings() {
    }

    static Seams resurrectedOptOut() {
        return changes((subject, all) -> all.stream().filter(change -> !refuses(change) || all.stream().noneMatch(grant ->
                grants(grant) && grant.key().equals(change.key()) && grant.provenance().receivedAt().isAfter(change.provenance().receivedAt()))).toList());
    }

    static Seams importLifts() {
        return changes((subject, all) -> all.stream().map(change -> grants(change) && change.provenance().actor() == Actor.AUTOMATION
                ? Altered.spoken(change, Actor.SUBJECT, Evidence.FORM) : change).toList());
    }

    static Seams agentLiftsWhatTheSubjectSaid() {
        return changes((subject, all) -> all.stream().map(change -> refuses(change) ? Altered.spoken(change, change.provenance().actor(), Evidence.INFERRED) : change).toList());
    }

    static Seams thirdPartyPermits() {
        return changes((subject, all) -> all.stream().map(change -> change.provenance().actor() == Actor.THIRD_PARTY
                ? Altered.spoken(change, Actor.AGENT, Evidence.AGENT) : change).toList());
    }

    static Seams clocksAreBelieved() {
        return new Seams() {
            @Override
            public Policy policy(Policy policy) {
                return new Policy(Duration.ZERO, Duration.ZERO, policy.repairs());
            }
        };
    }

    static Seams arrivalDecides() {
        return brain(UnaryOperator.identity(), dossier -> {
            List<Change> all = new ArrayList<>();
            for (Change change : dossier.changes()) {
                Instant place = Instant.EPOCH.plusSeconds(60L * all.size());
                all.add(Altered.with(change, change.provenance().captured(place, place)));
            }
            return new Dossier(dossier.subject(), dossier.contactPoints(), dossier.records(), all);
        });
    }

    static Seams yesToAllClearsTheTopics() {
        return changes((subject, all) -> all.stream().flatMap(change -> grants(change) && change.permission().topic() == null
                ? Stream.concat(Stream.of(change), Cards.TAXONOMY.topics().stream().map(topic -> new Change(change.id(), change.subject(),
                        new Permission(change.permission().channel(), change.permission().purpose(), topic), change.value(), change.contactPoint(), change.provenance())))
                : Stream.of(change)).toList());
    }

    static Seams defaultIsAGrant() {
        return heard(reading -> Altered.said(reading, said -> new Reading.Said(said.key(), said.token(), said.value(), false)));
    }

    static Seams deletionIsAWithdrawal() {
        return heard(reading -> !reading.deleted() ? reading : Altered.saying(reading, false, Cards.card(reading.system()).manifest().holds().keySet().stream()
                .filter(key -> key instanceof Permission).map(key -> new Reading.Said(key, Cards.card(reading.system()).mapping()
                        .tokenFor(key, "withdrawn").orElseThrow(), "withdrawn", false)).toList()));
    }

    static Seams sharedPointDoesNotBind() {
        return changes((subject, all) -> all.stream().filter(change -> change.subject().equals(subject)).toList());
    }

    static Seams sharersAreNotTold() {
        return new Seams() {
            @Override
            public boolean tellsSharers() {
                return false;
            }
        };
    }

    static Seams grantLeaksToTheSharer() {
        return new Seams() {
            @Override
            public List<Change> known(UUID subject, List<Change> own, List<Change> refusalsOfSharers, Supplier<List<Change>> all) {
                Set<Object> points = Stream.concat(own.stream(), refusalsOfSharers.stream()).map(Change::contactPoint).filter(java.util.Objects::nonNull).collect(Collectors.toSet());
                return Stream.concat(Seams.super.known(subject, own, refusalsOfSharers, all).stream(), all.get().stream()
                        .filter(change -> grants(change) && !change.subject().equals(subject) && points.contains(change.contactPoint()))
                        .map(change -> new Change(change.id(), subject, change.key(), change.value(), change.contactPoint(), change.provenance()))).toList();
            }
        };
    }

    static Seams coarseFlagIgnoresTopics() {
        return card(card -> manifest(card, card.manifest().echoWindow(), card.manifest().holds().keySet().stream().collect(Collectors.toMap(Function.identity(), key -> Set.<String>of()))));
    }

    static Seams flagIgnoresOtherChannels() {
        return card(card -> manifest(card, card.manifest().echoWindow(), card.manifest().holds().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                held -> held.getValue().stream().filter(besides -> !besides.contains("/")).collect(Collectors.toSet())))));
    }
}
