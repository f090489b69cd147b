package dev.heed.sandbox.eloqua;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What a client has defined once and may synchronise as often as it likes. */
sealed interface Definition {

    Head head();

    /**
     * @param body       the definition as its GET shows it
     * @param retention  how long its data stays in the staging area
     * @param autoDelete how long the definition itself lives; null for ever
     */
    record Head(DefinitionKind kind, String uri, ObjectNode body, Instant createdAt, Duration retention, Duration autoDelete) {

        boolean expired(Instant now) {
            return autoDelete != null && now.isAfter(createdAt.plus(autoDelete));
        }
    }

    /** @param rows reads the rows as they are now, by output name */
    record Export(Head head, Supplier<List<Map<String, String>>> rows) implements Definition {
    }

    /**
     * @param columns    statement of each input name
     * @param identifier the input name by which rows find their contact
     * @param triggers   whether every upload of data starts a sync by itself
     */
    record Import(Head head, Map<String, String> columns, String identifier, UpdateRule updateRule, ImportRule importRule,
                  List<SyncAction> actions, boolean triggers) implements Definition {

        Set<String> names() {
            return columns.keySet();
        }

        String identifierStatement() {
            return columns.get(identifier);
        }
    }

    /** When a value of a row replaces the value of the contact; this instance has no rules of its own for single fields, so they update always. */
    enum UpdateRule { always, ifNewIsNotNull, ifExistingIsNull, useFieldRule }

    /** Which rows may take effect at all (since release 26B); the default creates contacts for unknown addresses. */
    enum ImportRule { createAndUpdate, updateOnly, createOnly }
}
