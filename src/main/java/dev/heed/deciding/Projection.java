package dev.heed.deciding;

import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.config.Taxonomy;
import dev.heed.policy.Answer;
import dev.heed.policy.Resolver;
import dev.heed.policy.Slot;
import java.util.List;
import java.util.Optional;

/**
 * What a record in a system should say, by what holds for its subject. Where one flag switches what Heed keeps apart and
 * not all of it is allowed, the flag says no (law 7).
 */
final class Projection {

    private final Resolver resolver;
    private final Taxonomy taxonomy;

    Projection(Resolver resolver, Taxonomy taxonomy) {
        this.resolver = resolver;
        this.taxonomy = taxonomy;
    }

    Optional<Difference> difference(Dossier dossier, SystemCard system, RecordView record, Key key) {
        Answer answer = desired(dossier, system, record, key);
        Optional<String> token = system.mapping().tokenFor(key, answer.value());
        if (token.isEmpty() || answer.by() == null && !(key instanceof Permission)) {
            return Optional.empty();
        }
        Held held = record.held().get(key);
        if (held == null) {
            // nothing is known there: say what was said, and leave what was not
            return answer.by() == null ? Optional.empty() : token.map(value -> new Difference(key, value, answer));
        }
        return token.filter(value -> !value.equals(held.token())).map(value -> new Difference(key, value, answer));
    }

    /** Whether something holds that the record's field has no value for. */
    boolean cannotSay(Dossier dossier, SystemCard system, RecordView record, Key key) {
        Answer answer = desired(dossier, system, record, key);
        return answer.by() != null && system.mapping().tokenFor(key, answer.value()).isEmpty();
    }

    private Answer desired(Dossier dossier, SystemCard system, RecordView record, Key key) {
        Answer own = strictest(dossier, record, key);
        if (own.restrictive() || !(key instanceof Permission whole)) {
            return own;
        }
        return taxonomy.topics().stream()
                .map(topic -> new Permission(whole.channel(), whole.purpose(), topic))
                .filter(finer -> system.manifest().governs(whole, finer))
                .map(finer -> strictest(dossier, record, finer))
                .filter(Answer::restrictive)
                .findFirst().orElse(own);
    }

    /** What holds at the record's own contact point; where it shows none, the strictest of all the subject's. */
    private Answer strictest(Dossier dossier, RecordView record, Key key) {
        List<Answer> answers = slots(dossier, record, key).stream()
                .map(slot -> resolver.own(dossier.subject(), slot, dossier.changes())).toList();
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
