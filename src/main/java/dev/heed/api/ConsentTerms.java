package dev.heed.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Evidence;
import dev.heed.change.Permission;
import dev.heed.config.Taxonomy;
import dev.heed.deadline.Deadlines;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.RecordView;
import dev.heed.deciding.SystemCard;
import dev.heed.deciding.Systems;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** On what terms consent is asked for here: what ISO/IEC TS 27560 wants in a record beside what the person said. */
@Component
@EnableConfigurationProperties(Controller.class)
class ConsentTerms {

    private static final String PROFILE = "https://w3id.org/dpv/schema/dpv-27560#";
    private static final String CONTROLLER = "heed:controller";

    private final Controller controller;
    private final Taxonomy taxonomy;
    private final Deadlines deadlines;
    private final Systems systems;

    ConsentTerms(Controller controller, Taxonomy taxonomy, Deadlines deadlines, Systems systems) {
        controller.check();
        this.controller = controller;
        this.taxonomy = taxonomy;
        this.deadlines = deadlines;
        this.systems = systems;
    }

    /** Whether it is said who the controller is. Without one no record is in the form of the standard. */
    boolean namesAController() {
        return controller.isNamed();
    }

    /**
     * The head of a document.
     *
     * @param what  {@code record} or {@code receipt-record}
     * @param names what makes it this one: of the same a document has the same id
     */
    ObjectNode head(String type, String what, UUID person, Instant at, String names) {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        String id = UUID.nameUUIDFromBytes((what + person + names).getBytes(StandardCharsets.UTF_8)).toString();
        head.putObject("@context").put("dpv", "https://w3id.org/dpv#").put("pd", "https://w3id.org/dpv/pd#").put("loc", "https://w3id.org/dpv/loc#")
                .put("dct", "http://purl.org/dc/terms/").put("skos", "http://www.w3.org/2004/02/skos/core#")
                .put("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#").put("heed", "urn:heed:");
        head.put("@id", "urn:uuid:" + id).put("@type", type).put("dpv:hasIdentifier", id);
        if (controller.isNamed()) {
            head.put("dct:conformsTo", PROFILE + what).put("dct:creator", CONTROLLER).put("dct:language", controller.language());
        }
        return head.put("dct:issued", at.toString()).put("dpv:hasDataSubject", "urn:uuid:" + person);
    }

    /** The notice, and everybody whom the record names. */
    void parties(ObjectNode record, Dossier dossier) {
        ObjectNode entities = record.putObject("dpv:hasEntity");
        recipients(dossier).forEach(system -> entities.putObject(recipient(system)).put("@type", "dpv:Recipient").put("dpv:hasIdentifier", system)
                .put("dpv:hasName", Optional.ofNullable(systems.get(system)).map(SystemCard::manifest).map(manifest -> manifest.title()).orElse(system)));
        if (controller.isNamed()) {
            entities.putObject(CONTROLLER).put("@type", "dpv:DataController").put("dpv:hasIdentifier", CONTROLLER).put("dpv:hasName", controller.name())
                    .put("dpv:hasAddress", controller.address()).put("dpv:hasContact", controller.contact());
            record.putArray("dpv:hasNotice").addObject().put("@type", "dpv:PrivacyNotice").put("dpv:hasIdentifier", controller.notice());
        }
    }

    void purpose(ObjectNode process, Permission permission) {
        process.putArray("dpv:hasPurpose").addObject().put("@type", "dpv:Purpose").put("skos:broader", "dpv:" + taxonomy.concept(permission.purpose()))
                .put("skos:prefLabel", permission.topic() == null ? permission.purpose() : permission.purpose() + "/" + permission.topic());
    }

    /** @param by what bears the status, null where nothing was said */
    void processing(ObjectNode process, Permission permission, Change by, Dossier dossier) {
        process.putArray("dpv:hasPersonalData").add(taxonomy.reaches(permission).map(ConsentTerms::data).orElse("pd:Contact"));
        List.of("dpv:Collect", "dpv:Store", "dpv:Use").forEach(process.putArray("dpv:hasProcessing")::add);
        process.putArray("dpv:hasLegalBasis").add("dpv:Consent");
        recipients(dossier).map(ConsentTerms::recipient).forEach(process.putArray("dpv:hasRecipient")::add);
        String jurisdiction = by == null ? null : deadlines.jurisdiction(by);
        process.put("dpv:hasJurisdiction", jurisdiction == null ? null : "loc:" + jurisdiction);
        process.putArray("dpv:hasStorageCondition").addObject().put("@type", "dpv:StorageDuration").putObject("dpv:hasDuration")
                .put("@type", "dpv:TemporalDuration").put("rdf:value", deadlines.retention(jurisdiction).toString());
        if (controller.isNamed()) {
            process.putArray("dpv:hasDataController").add(CONTROLLER);
            process.withArray("dpv:hasStorageCondition").addObject().put("@type", "dpv:StorageLocation").put("dpv:hasLocation", "loc:" + controller.location());
            process.putObject("dpv:hasConsentControl").put("@type", "dpv:WithdrawConsent").put("dpv:isExercisedAt", controller.withdrawal());
        }
    }

    /** @param ends when a statement runs out, nothing if it does not */
    void event(ObjectNode event, Evidence evidence, Optional<Instant> ends) {
        event.put("dpv:hasLegalBasis", switch (evidence) {
            case DOUBLE_OPT_IN, FORM, AGENT -> "dpv:ExpressedConsent";
            case INFERRED -> "dpv:ImpliedConsent";
            case IMPORT, THIRD_PARTY -> "dpv:Consent";
        });
        ObjectNode valid = event.putObject("dct:valid").put("@type", ends.isPresent() ? "dpv:UntilTimeDuration" : "dpv:EndlessDuration");
        ends.ifPresent(end -> valid.put("rdf:value", end.toString()));
        if (controller.isNamed()) {
            event.put("dpv:isImplementedByEntity", CONTROLLER);
        }
    }

    /** What the person takes home: the record as it is now, whole. */
    ObjectNode receipt(ObjectNode record, UUID person, Instant at) {
        ObjectNode receipt = head("dpv:ConsentReceipt", "receipt-record", person, at, at.toString());
        receipt.set("dct:hasPart", record);
        return receipt;
    }

    /** The systems that hold a record of the person. */
    private static Stream<String> recipients(Dossier dossier) {
        return dossier.records().stream().filter(RecordView::present).map(RecordView::system).distinct().sorted();
    }

    private static String recipient(String system) {
        return "heed:system/" + system;
    }

    private static String data(ContactPoint.Kind kind) {
        return switch (kind) {
            case EMAIL -> "pd:EmailAddress";
            case PHONE -> "pd:TelephoneNumber";
        };
    }
}
