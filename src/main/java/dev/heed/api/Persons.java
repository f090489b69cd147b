package dev.heed.api;

import dev.heed.change.ContactPoint;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.RecordView;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.Subjects;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

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

    Persons(Subjects subjects, Dossiers dossiers, Addresses addresses) {
        this.subjects = subjects;
        this.dossiers = dossiers;
        this.addresses = addresses;
    }

    Found find(SubjectQuery query) {
        List<Person> found = ids(query).stream().map(this::person).toList();
        if (found.isEmpty()) {
            throw Wrong.of(HttpStatus.NOT_FOUND, "Nobody is known by this.");
        }
        Person first = found.get(0);
        return new Found(first.subjectId(), first.identifiers(), first.contactPoints(), found.subList(1, found.size()));
    }

    /** All that is known of the subject; not found if there is none of this id. */
    Dossier dossier(UUID subject) {
        if (!subjects.exists(subject)) {
            throw Wrong.of(HttpStatus.NOT_FOUND, "There is no subject of this id.");
        }
        return dossiers.load(subject);
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
