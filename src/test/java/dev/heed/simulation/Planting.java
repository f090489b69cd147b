package dev.heed.simulation;

import dev.heed.change.Change;
import dev.heed.change.Decision;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.SystemCard;
import dev.heed.mapping.Reading;
import dev.heed.system.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The ways in which a defect is planted in an otherwise sound simulation. */
final class Planting {

    private Planting() {
    }

    static Seams changes(BiFunction<UUID, List<Change>, List<Change>> altered) {
        return new Seams() {
            @Override
            public List<Change> known(UUID subject, List<Change> own, List<Change> refusalsOfSharers, Supplier<List<Change>> all) {
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

    static Seams brain(UnaryOperator<Decisions> done, UnaryOperator<Dossier> shown) {
        return new Seams() {
            @Override
            public Brain brain(Brain sound) {
                return new Dreaming(sound, shown, done);
            }
        };
    }

    static Seams heard(UnaryOperator<Reading> altered) {
        return new Seams() {
            @Override
            public Reading heard(Reading reading) {
                return altered.apply(reading);
            }
        };
    }

    static Seams card(UnaryOperator<SystemCard> altered) {
        return new Seams() {
            @Override
            public SystemCard card(SystemCard card) {
                return altered.apply(card);
            }
        };
    }

    static SystemCard manifest(SystemCard card, Duration echoWindow, Map<Key, Set<String>> holds) {
        Manifest was = card.manifest();
        return new SystemCard(new Manifest(was.system(), was.title(), was.kind(), was.enabled(), was.encoding(), was.records(), was.proof(), echoWindow, holds, was.erasure(), was.limits(),
                was.login(), was.answers()), card.mapping());
    }

    static boolean refuses(Change change) {
        return change.key() instanceof Permission && change.decision().restrictive();
    }

    static boolean grants(Change change) {
        return change.key() instanceof Permission && change.decision() == Decision.GRANTED;
    }
}
