package dev.heed.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Provenance;
import dev.heed.sealing.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Changes in and out of the ledger's rows: what resolution asks for in the clear, what is personal sealed. */
@Component
class Entries {

    private final Vault vault;

    Entries(Vault vault) {
        this.vault = vault;
    }

    byte[] seal(UUID subject, Change change) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("value", change.value());
        content.put("contactPoint", change.contactPoint() == null ? null : change.contactPoint().text());
        content.set("provenance", ChangeJson.tree(change.provenance()));
        return vault.seal(subject, content.toString().getBytes(StandardCharsets.UTF_8));
    }

    byte[] hash(ContactPoint point) {
        return point == null ? null : vault.hash(point.text());
    }

    /** @param subject for whom it counts now */
    Change change(ResultSet row, UUID subject) throws SQLException {
        return read(row, subject, null);
    }

    /**
     * What somebody else said of a contact point that is shared. It binds even where its own subject was erased since: what resolution
     * asks for is not sealed.
     */
    Change shared(ResultSet row, ContactPoint point) throws SQLException {
        return read(row, row.getObject("subject_id", UUID.class), point);
    }

    private Change read(ResultSet row, UUID subject, ContactPoint point) throws SQLException {
        Optional<byte[]> content = vault.open(row.getObject("subject_id", UUID.class), row.getBytes("sealed"));
        return content.isPresent() ? whole(row, ChangeJson.tree(content.get()), subject) : rest(row, subject, point);
    }

    private static Change whole(ResultSet row, JsonNode content, UUID subject) throws SQLException {
        String point = content.path("contactPoint").asText(null);
        return new Change(row.getObject("entry_id", UUID.class), subject, Key.of(row.getString("key")), content.path("value").asText(),
                point == null ? null : ContactPoint.of(point), ChangeJson.provenance(content.path("provenance")));
    }

    /** What is left of an entry whose subject was erased. */
    private static Change rest(ResultSet row, UUID subject, ContactPoint point) throws SQLException {
        UUID id = row.getObject("entry_id", UUID.class);
        String source = row.getString("source");
        var origin = new Provenance(source, "", id.toString(), Actor.of(row.getString("actor")), "", Evidence.of(row.getString("evidence")),
                null, row.getString("jurisdiction"), Sql.time(row, "captured_from"), Sql.time(row, "captured_to"), false,
                row.getObject("source_order", Long.class), Sql.time(row, "received_at"), "", "", List.of(source));
        String value = row.getString("value");
        return new Change(id, subject, Key.of(row.getString("key")), value == null ? "" : value, point, origin);
    }
}
