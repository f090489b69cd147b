package dev.heed.notary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.heed.evidence.CanonicalJson;
import dev.heed.evidence.Digests;
import dev.heed.evidence.Policies;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Follows the policies that were noted: each is to be what its digest says, and all up to each as the checkpoints cover them. */
final class PolicyPass {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String NOTES = "select number, since, digest, files from policy_note order by number";

    private final Findings findings;
    private final Map<Long, Policies> noted = new HashMap<>();

    PolicyPass(Findings findings) {
        this.findings = findings;
    }

    void run(Connection connection) throws SQLException {
        Policies before = null;
        try (Cursor notes = new Cursor(connection, NOTES)) {
            while (notes.next()) {
                ResultSet row = notes.rows();
                if (!row.getString("digest").equals(digest(row.getString("files")))) {
                    findings.add(Fault.ofPolicy(row.getLong("number"), "its files are not those of its digest: they were altered"));
                }
                before = PolicyNotes.next(before, row);
                noted.put(before.count(), before);
            }
        }
    }

    /** @param covered by a checkpoint; null if it covers none */
    boolean agrees(Policies covered) {
        return covered == null || noted.containsKey(covered.count()) && Digests.hex(noted.get(covered.count()).hash()).equals(Digests.hex(covered.hash()));
    }

    private static String digest(String files) {
        try {
            return Digests.hex(Digests.sha256(CanonicalJson.of(JSON.readValue(files, new TypeReference<Map<String, String>>() { }))));
        } catch (JsonProcessingException e) {
            return "of what are no texts by names";
        }
    }
}
