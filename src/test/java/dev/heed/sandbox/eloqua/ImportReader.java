package dev.heed.sandbox.eloqua;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sandbox.eloqua.Definition.ImportRule;
import dev.heed.sandbox.eloqua.Definition.UpdateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads import definitions: which columns, found by which, with which actions. */
final class ImportReader {

    static final String ADDRESS = "{{EmailAddress.Field(EmailAddress)}}";

    private ImportReader() {
    }

    static Definition.Import read(Definition.Head head, Properties properties) {
        Map<String, String> columns = properties.fields(100);
        columns.forEach((name, statement) -> {
            if (!allowed(head.kind(), statement)) {
                throw new BulkFailure("fields." + name, statement, "Unknown or not importable field statement.");
            }
        });
        String identifier = properties.text("identifierFieldName", 100);
        if (!identifies(columns.getOrDefault(identifier, ""))) {
            throw new BulkFailure("identifierFieldName", identifier, "Must name one of the fields that is an id or an e-mail address.");
        }
        if (head.kind() != DefinitionKind.CONTACT_IMPORT && columns.size() != 1) {
            throw new BulkFailure("fields", String.valueOf(columns.size()), "Must contain only one field.");
        }
        List<SyncAction> actions = actions(properties);
        if (head.kind() != DefinitionKind.CONTACT_IMPORT && actions.isEmpty()) {
            throw new BulkFailure("syncActions", "", "Must contain at least one action.");
        }
        if (head.kind() == DefinitionKind.ADDRESS_IMPORT && actions.stream().anyMatch(a -> a.subscribe() || a.group().isPresent())) {
            throw new BulkFailure("syncActions", "", "E-mail addresses can only be unsubscribed globally.");
        }
        return new Definition.Import(head, columns, identifier,
                properties.choice("updateRule", UpdateRule.always),
                properties.choice("importRule", ImportRule.createAndUpdate),
                actions, properties.flag("isSyncTriggeredOnImport", true));
    }

    private static boolean allowed(DefinitionKind kind, String statement) {
        return switch (kind) {
            case ADDRESS_IMPORT -> statement.equals(ADDRESS);
            case CONTACT_SYNC_ACTION -> identifies(statement) && !statement.equals(ADDRESS);
            default -> statement.equals(Statements.CONTACT_ID) || statement.equals(Statements.IS_SUBSCRIBED)
                    || ContactField.ofStatement(statement).isPresent();
        };
    }

    private static boolean identifies(String statement) {
        return statement.equals(Statements.CONTACT_ID) || statement.equals(ADDRESS)
                || statement.equals(ContactField.EMAIL.statement());
    }

    private static List<SyncAction> actions(Properties properties) {
        JsonNode json = properties.json().path("syncActions");
        if (!json.isMissingNode() && !json.isArray()) {
            throw new BulkFailure("syncActions", json.asText(), "Must be a list.");
        }
        List<SyncAction> actions = new ArrayList<>();
        json.forEach(action -> actions.add(SyncAction.read(action)));
        return actions;
    }
}
