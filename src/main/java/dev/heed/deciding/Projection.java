package dev.heed.deciding;

import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.config.Taxonomy;
import dev.heed.policy.Answer;
import dev.heed.policy.Resolver;
import dev.heed.policy.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a record in a system should say, by what holds for its subject. Where one flag switches what Heed keeps apart and
 * not all of it is allowed, the flag says no; where some of it was never said, Heed does not open the flag (law 7).
 */
final class Projection {

    private final Resolver resolver;
    private final Taxonomy taxonomy;

    Projection(Resolver resolver, Taxonomy taxonomy) {
        this.resolver = resolver;
        this.taxonomy = taxonomy;
    }

    Optional<Difference> difference(Dossier dossier, SystemCard system, RecordView record, Key key, Instant at) {
        Held held = record.held().get(key);
        return wanted(dossier, system, record, key, at).filter(wanted -> held == null || !wanted.token().equals(held.token()));
    }

    /** What is to stand there, whether it does already or not. */
    Optional<Difference> wanted(Dossier dossier, SystemCard system, RecordView record, Key key, Instant at) {
        Answer answer = desired(dossier, system, record, key, at).orElse(null);
        if (answer == null || answer.by() == null && !(key instanceof Permission)) {
            return Optional.empty();
        }
        if (record.held().get(key) == null && answer.by() == null) {
            // nothing is known there: say what was said, and leave what was not
            return Optional.empty();
        }
        return system.mapping().tokenFor(key, answer.value()).map(token -> new Difference(key, token, answer));
    }

    /** Whether something holds that the record's field has no value for. */
    boolean cannotSay(Dossier dossier, SystemCard system, RecordView record, Key key, Instant at) {
        return desired(dossier, system, record, key, at)
                .map(answer -> answer.by() != null && system.mapping().tokenFor(key, answer.value()).isEmpty()).orElse(true);
    }

    /** Nothing if the flag had to say yes to what nobody said anything about: it stays as it stands there. */
    private Optional<Answer> desired(Dossier dossier, SystemCard system, RecordView record, Key key, Instant at) {
        boolean alone = key instanceof Permission part && system.manifest().standsAlone(part);
        Answer own = strictest(slots(dossier, record, key).stream().map(slot -> alone ? resolver.effective(dossier.subject(), slot, dossier.changes(), at)
                : resolver.own(dossier.subject(), slot, dossier.changes(), at)).toList());
        if (own.restrictive() || !(key instanceof Permission)) {
            return Optional.of(own);
        }
        List<Answer> governed = taxonomy.permissions().stream().filter(other -> system.manifest().governs(key, other))
                .filter(other -> reached(dossier, record, other))
                .flatMap(other -> answers(dossier, record, other, at)).toList();
        Optional<Answer> refused = governed.stream().filter(Answer::restrictive).findFirst();
        if (refused.isPresent() || !Decision.of(own.value()).equals(Decision.GRANTED)) {
            return refused.or(() -> Optional.of(own));
        }
        Optional<Answer> pending = governed.stream().filter(answer -> answer.value().equals(Decision.PENDING.text())).findFirst();
        return pending.isPresent() ? pending : governed.stream().allMatch(answer -> answer.by() != null) ? Optional.of(own) : Optional.empty();
    }

    /** What cannot be reached cannot be misused: of a channel without any contact point the flag says nothing. */
    private boolean reached(Dossier dossier, RecordView record, Permission permission) {
        return taxonomy.reaches(permission).isEmpty() || slots(dossier, record, permission).stream().anyMatch(slot -> slot.contactPoint() != null);
    }

    private Stream<Answer> answers(Dossier dossier, RecordView record, Permission permission, Instant at) {
        return slots(dossier, record, permission).stream().map(slot -> resolver.effective(dossier.subject(), slot, dossier.changes(), at));
    }

    /** What holds at the record's own contact point; where it shows none, the strictest of all the subject's. */
    private static Answer strictest(List<Answer> answers) {
        return answers.stream().filter(Answer::restrictive).findFirst().orElse(answers.get(0));
    }

    private List<Slot> slots(Dossier dossier, RecordView record, Key key) {
        Optional<ContactPoint.Kind> kind = taxonomy.reaches(key);
        ContactPoint shown = kind.map(record::contact).orElse(null);
        if (kind.isEmpty() || shown != null) {
            return List.of(new Slot(key, shown));
        }
        List<Slot> all = dossier.contactPoints().stream().filter(point -> point.kind() == kind.get()).map(point -> new Slot(key, point)).toList();
        return all.isEmpty() ? List.of(new Slot(key, null)) : all;
    }
}
