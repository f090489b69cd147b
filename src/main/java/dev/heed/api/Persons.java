package dev.heed.api;

import dev.heed.change.ContactPoint;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.RecordView;
import dev.heed.inforce.InForce;
import dev.heed.inforce.PoliciesInForce;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.Subjects;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is known by an address, a number or a record. */
@Component
class Persons {

    /** @param present false if the record is gone there */
    record Identifier(@Schema(example = "salesforce") String system, String id, boolean present) {
    }

    record Person(UUID subjectId, List<Identifier> identifiers,
                  @ArraySchema(schema = @Schema(example = "email:ada@example.com")) List<String> contactPoints) {
    }

    /** @param others who share the address or number, if anybody does */
    record Found(UUID subjectId, List<Identifier> identifiers,
                 @ArraySchema(schema = @Schema(example = "email:ada@example.com")) List<String> contactPoints,
                 @Schema(description = "Who else is reached there; the one known longest comes first, as the answer itself") List<Person> others) {
    }

    private final Subjects subjects;
    private final Dossiers dossiers;
    private final Addresses addresses;
    private final PoliciesInForce policies;
    private final Clock clock;
    private final TransactionTemplate look;

    Persons(Subjects subjects, Dossiers dossiers, Addresses addresses, PoliciesInForce policies, Clock clock, PlatformTransactionManager transactions) {
        this.subjects = subjects;
        this.dossiers = dossiers;
        this.addresses = addresses;
        this.policies = policies;
        this.clock = clock;
        this.look = new TransactionTemplate(transactions);
        this.look.setReadOnly(true);
        this.look.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    Found find(SubjectQuery query) {
        List<Person> found = ids(query).stream().map(this::person).toList();
        if (found.isEmpty()) {
            throw Wrong.of(HttpStatus.NOT_FOUND, "Nobody is known by this.");
        }
        Person first = found.get(0);
        return new Found(first.subjectId(), first.identifiers(), first.contactPoints(), found.subList(1, found.size()));
    }

    /**
     * What was known of a person.
     *
     * @param asOf    what was said later is not in it
     * @param knownAt what was recorded later is not in it
     * @param policy  that was in force then
     */
    record Past(Dossier dossier, Instant asOf, Instant knownAt, InForce policy) {
    }

    /** All that is known of the subject; not found if there is none of this id. */
    Dossier dossier(UUID subject) {
        return past(subject, null, null).dossier();
    }

    /** What was known of the subject at a time in the past; where no time is given, now. */
    Past past(UUID subject, String asOf, String knownAt) {
        return past(subject, asOf, knownAt, null);
    }

    /**
     * The same for what a system held.
     *
     * @param system null if that is not asked
     */
    Past past(UUID subject, String asOf, String knownAt, String system) {
        if (!subjects.exists(subject)) {
            throw Wrong.of(HttpStatus.NOT_FOUND, "There is no subject of this id.");
        }
        if (subjects.erasedAt(subject).isPresent()) {
            throw Wrong.of(HttpStatus.GONE, "The person was erased; what is left of them is the certificate.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant then = asOf == null ? now : Times.instant("asOf", asOf);
        return knownAt == null ? now(subject, asOf == null ? Instant.MAX : then, then, system) : then(subject, then, Times.instant("knownAt", knownAt));
    }

    private Past then(UUID subject, Instant asOf, Instant knownAt) {
        return new Past(dossiers.load(subject, asOf, knownAt), asOf, knownAt, policies.at(knownAt));
    }

    /**
     * In one look, so that what is named as known is exactly what was seen. The policy is a part of it: of who is silent since it came, this much is known
     * since then. What a system holds is found out at times of its own.
     */
    private Past now(UUID subject, Instant bound, Instant asOf, String system) {
        InForce policy = policies.now();
        return look.execute(status -> {
            Stream<Instant> known = Stream.of(subjects.recordedAt(subject), policy.from(),
                    Optional.ofNullable(system).flatMap(name -> subjects.seenAt(subject, name)).orElse(Instant.MIN));
            return new Past(dossiers.load(subject, bound, Instant.MAX), asOf, known.max(Comparator.naturalOrder()).orElseThrow(), policy);
        });
    }

    private List<UUID> ids(SubjectQuery query) {
        boolean byRecord = query.system() != null && query.id() != null;
        if ((query.system() == null) != (query.id() == null)
                || Stream.of(query.email(), query.phone(), query.system()).filter(Objects::nonNull).count() != 1) {
            throw Wrong.of(HttpStatus.BAD_REQUEST, "Ask by exactly one of email, phone, or system together with id.");
        }
        if (byRecord) {
            return subjects.of(query.system(), query.id()).stream().toList();
        }
        return subjects.at(query.email() != null ? addresses.email("email", query.email()) : addresses.phone("phone", query.phone()));
    }

    private Person person(UUID subject) {
        Dossier dossier = dossiers.load(subject);
        return new Person(subject, dossier.records().stream().map(Persons::identifier).toList(),
                dossier.contactPoints().stream().map(ContactPoint::text).toList());
    }

    private static Identifier identifier(RecordView record) {
        return new Identifier(record.system(), record.id(), record.present());
    }
}
