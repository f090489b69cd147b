package dev.heed.sandbox.eloqua;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The kinds of Bulk definition, by their path, with the JSON keys that a client may set. */
enum DefinitionKind {

    ACTIVITY_EXPORT("activities/exports", Keys.EXPORT),
    CONTACT_EXPORT("contacts/exports", Keys.EXPORT),
    CONTACT_IMPORT("contacts/imports", Set.of("name", "fields", "identifierFieldName", "isSyncTriggeredOnImport",
            "dataRetentionDuration", "autoDeleteDuration", "updateRule", "importRule", "syncActions")),
    CONTACT_SYNC_ACTION("contacts/syncActions", Set.of("name", "fields", "identifierFieldName", "isSyncTriggeredOnImport",
            "syncActions")),
    ADDRESS_IMPORT("emailAddresses/imports", Set.of("name", "fields", "identifierFieldName", "isSyncTriggeredOnImport",
            "dataRetentionDuration", "autoDeleteDuration", "syncActions"));

    final String path;
    final Set<String> keys;

    DefinitionKind(String path, Set<String> keys) {
        this.path = path;
        this.keys = keys;
    }

    boolean exports() {
        return keys == Keys.EXPORT;
    }

    static Optional<DefinitionKind> of(String entity, String operation) {
        String path = entity + "/" + operation;
        return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
    }

    private static final class Keys {
        static final Set<String> EXPORT = Set.of("name", "fields", "filter", "areSystemTimestampsInUTC",
                "dataRetentionDuration", "autoDeleteDuration");
    }
}
