package dev.heed.simulation;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.Held;
import dev.heed.deciding.RecordView;
import dev.heed.deciding.SystemCard;
import dev.heed.mapping.Reading;
import dev.heed.policy.Policy;
import dev.heed.system.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Errors that a hand could make, each planted in an otherwise sound simulation. */
final class Defects {

    private Defects() {
    }

    // what was said, misread

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

    // whom it binds

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
            public List<Change> known(UUID subject, List<Change> own, List<Change> refusalsOfSharers, List<Change> all) {
                Set<Object> points = Stream.concat(own.stream(), refusalsOfSharers.stream()).map(Change::contactPoint).filter(java.util.Objects::nonNull).collect(Collectors.toSet());
                return Stream.concat(Seams.super.known(subject, own, refusalsOfSharers, all).stream(), all.stream()
                        .filter(change -> grants(change) && !change.subject().equals(subject) && points.contains(change.contactPoint()))
                        .map(change -> new Change(change.id(), subject, change.key(), change.value(), change.contactPoint(), change.provenance()))).toList();
            }
        };
    }

    static Seams coarseFlagIgnoresTopics() {
        return card(card -> manifest(card, card.manifest().echoWindow(), card.manifest().holds().keySet().stream().collect(Collectors.toMap(Function.identity(), key -> Set.<String>of()))));
    }

    // echoes

    static Seams echoIsAChange() {
        return new Seams() {
            @Override
            public boolean notesWhatItSends() {
                return false;
            }
        };
    }

    static Seams echoWindowNeverCloses() {
        return card(card -> manifest(card, Duration.ofDays(365), card.manifest().holds()));
    }

    static Seams lateEchoIsAChange() {
        return brain(UnaryOperator.identity(), dossier -> Altered.held(dossier, held ->
                new Held(held.token(), held.sent(), held.sentAt(), held.seenAt(), held.repairs(), List.of())));
    }

    static Seams recordThatReturnsIsNew() {
        return brain(UnaryOperator.identity(), dossier -> new Dossier(dossier.subject(), dossier.contactPoints(), dossier.records().stream()
                .map(record -> record.present() ? record : new RecordView(record.system(), record.id(), false, record.email(), record.phone(), Map.of())).toList(), dossier.changes()));
    }

    // carrying

    static Seams retrySendsAnOldPayload() {
        Map<String, Map<Key, String>> first = new HashMap<>();
        return new Seams() {
            @Override
            public Map<Key, String> sent(String lane, int attempts, Map<Key, String> tokens) {
                if (attempts == 0) {
                    first.put(lane, tokens);
                }
                return first.getOrDefault(lane, tokens);
            }
        };
    }

    static Seams lostDeliveryIsNeverSwept() {
        return new Seams() {
            @Override
            public boolean sweeps() {
                return false;
            }
        };
    }

    static Seams twoCallsAtOnce() {
        return new Seams() {
            @Override
            public boolean oneLane() {
                return false;
            }
        };
    }

    static Seams nothingIsRepaired() {
        return brain(Altered::withoutRepairs, UnaryOperator.identity());
    }

    static Seams doubleIsTakenTwice() {
        return new Seams() {
            @Override
            public boolean takes(boolean first) {
                return true;
            }
        };
    }

    private static Seams changes(BiFunction<UUID, List<Change>, List<Change>> altered) {
        return new Seams() {
            @Override
            public List<Change> known(UUID subject, List<Change> own, List<Change> refusalsOfSharers, List<Change> all) {
                return altered.apply(subject, Seams.super.known(subject, own, refusalsOfSharers, all));
            }

            @Override
            public Brain brain(Brain sound) {
                // what has just been said is misread as well
                return new Dreaming(sound, dossier -> new Dossier(dossier.subject(), dossier.contactPoints(), dossier.records(),
                        altered.apply(dossier.subject(), dossier.changes())), UnaryOperator.identity());
            }
        };
    }

    private static Seams brain(UnaryOperator<Decisions> done, UnaryOperator<Dossier> shown) {
        return new Seams() {
            @Override
            public Brain brain(Brain sound) {
                return new Dreaming(sound, shown, done);
            }
        };
    }

    private static Seams heard(UnaryOperator<Reading> altered) {
        return new Seams() {
            @Override
            public Reading heard(Reading reading) {
                return altered.apply(reading);
            }
        };
    }

    private static Seams card(UnaryOperator<SystemCard> altered) {
        return new Seams() {
            @Override
            public SystemCard card(SystemCard card) {
                return altered.apply(card);
            }
        };
    }

    private static SystemCard manifest(SystemCard card, Duration echoWindow, Map<Key, Set<String>> holds) {
        Manifest was = card.manifest();
        return new SystemCard(new Manifest(was.system(), was.title(), was.kind(), was.enabled(), was.records(), was.proof(), echoWindow, holds, was.limits(),
                was.login(), was.answers()), card.mapping());
    }

    private static boolean refuses(Change change) {
        return change.key() instanceof Permission && change.decision().restrictive();
    }

    private static boolean grants(Change change) {
        return change.key() instanceof Permission && change.decision() == Decision.GRANTED;
    }
}
