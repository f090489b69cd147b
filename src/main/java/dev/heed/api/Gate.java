package dev.heed.api;

import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Permission;
import dev.heed.config.Taxonomy;
import dev.heed.deciding.Decider;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.Subjects;
import dev.heed.policy.Answer;
import dev.heed.policy.Slot;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Says whether a contact point may be used. What is not certainly allowed is not allowed. */
@Component
class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    record Verdict(
            @Schema(allowableValues = {"permit", "deny"}) String decision,
            @Schema(description = "What holds, or why nothing does", allowableValues = {"granted", "withdrawn", "denied", "expired", "pending", "not_set",
                    "unknown_contact_point", "unavailable"}) String reason,
            @Schema(description = "The change that bears it, null if none does") UUID changeId) {

        private static Verdict deny(String reason) {
            return new Verdict("deny", reason, null);
        }
    }

    private final Subjects subjects;
    private final Dossiers dossiers;
    private final Decider decider;
    private final Taxonomy taxonomy;
    private final Addresses addresses;
    private final Clock clock;

    Gate(Subjects subjects, Dossiers dossiers, Decider decider, Taxonomy taxonomy, Addresses addresses, Clock clock) {
        this.subjects = subjects;
        this.dossiers = dossiers;
        this.decider = decider;
        this.taxonomy = taxonomy;
        this.addresses = addresses;
        this.clock = clock;
    }

    Verdict ask(Question question) {
        Permission permission = permission(question);
        Optional<ContactPoint.Kind> kind = taxonomy.reaches(permission);
        ContactPoint point = addresses.any("contactPoint", question.contactPoint(), kind);
        try {
            return verdict(point, new Slot(permission, kind.isPresent() ? point : null));
        } catch (RuntimeException e) {
            LOG.error("A check could not be made and was denied: {}", e.getClass().getSimpleName());
            return Verdict.deny("unavailable");
        }
    }

    /** Where several share the contact point, the refusal of one refuses, for nobody knows who will read what is sent. */
    private Verdict verdict(ContactPoint point, Slot slot) {
        List<Answer> answers = subjects.at(point).stream().map(dossiers::load).map(dossier -> decider.check(dossier, slot, clock.instant())).toList();
        if (answers.isEmpty()) {
            return Verdict.deny("unknown_contact_point");
        }
        Answer first = answers.stream().min(Comparator.comparing(Gate::rank)).orElseThrow();
        boolean permitted = first.by() != null && first.value().equals(Decision.GRANTED.text());
        return new Verdict(permitted ? "permit" : "deny", first.value(), first.by() == null ? null : first.by().id());
    }

    private static int rank(Answer answer) {
        return answer.restrictive() ? 0 : switch (Decision.of(answer.value())) {
            case GRANTED -> 1;
            case PENDING -> 2;
            case NOT_SET, DENIED, WITHDRAWN, EXPIRED -> 3;
        };
    }

    private Permission permission(Question question) {
        if (!taxonomy.channels().containsKey(question.channel())) {
            throw Wrong.member("channel", "is not in the taxonomy of this installation (config/taxonomy.yaml)");
        }
        if (!taxonomy.purposes().contains(question.purpose())) {
            throw Wrong.member("purpose", "is not in the taxonomy of this installation (config/taxonomy.yaml)");
        }
        if (question.topic() != null && !taxonomy.topics().contains(question.topic())) {
            throw Wrong.member("topic", "is not in the taxonomy of this installation (config/taxonomy.yaml)");
        }
        return new Permission(question.channel(), question.purpose(), question.topic());
    }
}
