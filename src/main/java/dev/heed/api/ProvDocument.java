package dev.heed.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.change.Change;
import dev.heed.change.Provenance;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.Ledger.Entry;
import dev.heed.policy.Ruling;
import java.util.List;

/** PROV-JSON (W3C Member Submission, 2013) of a person's history. */
final class ProvDocument {

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();

    ProvDocument() {
        document.putObject("prefix").put("heed", "urn:heed:");
    }

    /** @param ruling what became of it until now */
    void add(Entry entry, Ruling ruling, List<Deliveries.Row> carried) {
        Change change = entry.change();
        Provenance origin = change.provenance();
        String id = change.id().toString();
        String statement = statement(change);
        String message = "heed:message/" + (origin.digest().isEmpty() ? id : origin.digest());
        String reading = "heed:reading/" + id;
        String speaker = "heed:" + origin.actor().text();
        String system = "heed:system/" + origin.source();
        put("entity", statement).put("heed:recordedAt", entry.recordedAt().toString()).put("heed:rule", ruling.rule().text()).put("heed:ruleWhenRecorded", entry.rule());
        put("entity", message).put("prov:type", "heed:message").put("heed:sha256", origin.digest());
        put("activity", reading).put("prov:startTime", origin.receivedAt().toString()).put("prov:endTime", entry.recordedAt().toString())
                .put("heed:mapping", origin.mapping());
        put("agent", speaker).put("prov:type", origin.actor().text().equals("automation") ? "prov:SoftwareAgent" : "prov:Person");
        put("agent", system).put("prov:type", "prov:SoftwareAgent");
        relate("used", reading, "prov:activity", reading, "prov:entity", message);
        relate("wasGeneratedBy", statement, "prov:entity", statement, "prov:activity", reading).put("prov:time", origin.capturedTo().toString());
        relate("wasDerivedFrom", statement, "prov:generatedEntity", statement, "prov:usedEntity", message);
        relate("wasAttributedTo", statement, "prov:entity", statement, "prov:agent", speaker);
        relate("actedOnBehalfOf", system + "/" + speaker, "prov:delegate", system, "prov:responsible", speaker);
        if (ruling.winner() != null) {
            lose(statement, ruling);
        }
        carried.stream().filter(row -> row.acceptedAt() != null).forEach(row -> carry(statement, row));
    }

    /** Declared also where it was said by somebody else, who shares the address or number. */
    private String statement(Change change) {
        String statement = "heed:change/" + change.id();
        put("entity", statement).put("heed:key", change.key().text()).put("heed:value", change.value()).put("heed:evidence", change.provenance().evidence().text());
        return statement;
    }

    /**
     * Influence is all that may be claimed: a statement that lost is neither destroyed, which wasInvalidatedBy says and by an activity only, nor is it what the
     * other was made from, which a derivation says. It stays in the ledger, and the other decides whether it holds.
     */
    private void lose(String statement, Ruling ruling) {
        relate("wasInfluencedBy", statement, "prov:influencee", statement, "prov:influencer", statement(ruling.winner())).put("prov:type", "heed:lostAgainst")
                .put("heed:rule", ruling.rule().text()).put("heed:sentence", ruling.sentence());
    }

    private void carry(String statement, Deliveries.Row row) {
        String carrying = "heed:delivery/" + row.change() + "/" + row.system();
        String target = "heed:system/" + row.system();
        put("activity", carrying).put("prov:startTime", row.queuedAt().toString()).put("prov:endTime", row.acceptedAt().toString()).put("heed:state", row.state().text());
        put("agent", target).put("prov:type", "prov:SoftwareAgent");
        relate("used", carrying, "prov:activity", carrying, "prov:entity", statement);
        relate("wasAssociatedWith", carrying, "prov:activity", carrying, "prov:agent", target);
        if (row.confirmedAt() != null) {
            confirm(carrying, target, row);
        }
    }

    /** The system itself showed it, in its feed or where its record was read back. */
    private void confirm(String carrying, String target, Deliveries.Row row) {
        String confirming = "heed:confirmation/" + row.change() + "/" + row.system();
        put("activity", confirming).put("prov:type", "heed:confirmation").put("prov:startTime", row.confirmedAt().toString()).put("prov:endTime", row.confirmedAt().toString());
        relate("wasInformedBy", confirming, "prov:informed", confirming, "prov:informant", carrying);
        relate("wasAssociatedWith", confirming, "prov:activity", confirming, "prov:agent", target);
    }

    ObjectNode json() {
        return document;
    }

    private ObjectNode put(String kind, String id) {
        return document.withObject("/" + kind).withObject("/" + id.replace("~", "~0").replace("/", "~1"));
    }

    private ObjectNode relate(String kind, String id, String one, String first, String other, String second) {
        return put(kind, "_:" + kind + "/" + id).put(one, first).put(other, second);
    }
}
