package dev.heed.sandbox.eloqua;

import dev.heed.sandbox.Writes;
import dev.heed.sandbox.eloqua.Definition.ImportRule;
import dev.heed.sandbox.eloqua.Definition.UpdateRule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One sync of an import definition: every staged row takes effect, or is rejected with its reason. */
final class ImportRun {

    private final Contacts contacts;
    private final Writes writes;
    private final Definition.Import definition;
    private final ImportReport report = new ImportReport();
    private final Set<String> seen = new HashSet<>();

    ImportRun(Contacts contacts, Writes writes, Definition.Import definition) {
        this.contacts = contacts;
        this.writes = writes;
        this.definition = definition;
    }

    SyncResult run(List<Map<String, String>> rows) {
        for (int i = 0; i < rows.size(); i++) {
            synchronized (contacts) { // a row finds its contact and changes it in one step
                row(i + 1, rows.get(i));
            }
        }
        return report.result(rows.size());
    }

    private void row(int index, Map<String, String> row) {
        List<String> missing = definition.names().stream().filter(name -> !row.containsKey(name)).toList();
        String identity = row.getOrDefault(definition.identifier(), "");
        if (!missing.isEmpty() || identity.isBlank()) {
            report.reject(StatusCode.MISSING_FIELDS, index, row, missing.isEmpty() ? List.of(definition.identifier()) : missing);
            return;
        }
        boolean byId = definition.identifierStatement().equals(Statements.CONTACT_ID);
        List<String> invalid = invalid(row);
        if (!invalid.isEmpty()) {
            boolean email = definition.columns().get(invalid.get(0)).contains("EmailAddress");
            report.reject(email ? StatusCode.INVALID_EMAIL : StatusCode.MALFORMED, index, row, invalid);
            return;
        }
        if (!seen.add(Contacts.key(identity))) {
            report.reject(byId ? StatusCode.DUPLICATE_IDENTIFIER : StatusCode.DUPLICATE_EMAIL, index, row, List.of(definition.identifier()));
            return;
        }
        if (definition.head().kind() == DefinitionKind.ADDRESS_IMPORT) {
            address(identity, row);
        } else {
            contact(index, row, byId ? contacts.byId(identity) : contacts.byEmail(identity), byId);
        }
    }

    private List<String> invalid(Map<String, String> row) {
        return definition.columns().entrySet().stream().filter(column -> {
            String value = row.get(column.getKey());
            return switch (column.getValue()) {
                case Statements.CONTACT_ID -> !value.matches("\\d{1,18}");
                case Statements.IS_SUBSCRIBED -> !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false");
                case ImportReader.ADDRESS -> ContactField.EMAIL.violation(value).isPresent();
                default -> {
                    ContactField field = ContactField.ofStatement(column.getValue()).orElseThrow();
                    yield field.violation(value).isPresent() || field == ContactField.EMAIL && value.isEmpty();
                }
            };
        }).map(Map.Entry::getKey).toList();
    }

    private void address(String email, Map<String, String> row) {
        Optional<Contact> known = contacts.byEmail(email);
        boolean changed = known.isPresent() ? contacts.subscribe(known.get().id(), false, EloquaSimulator.USER_ID)
                : contacts.unsubscribeAddress(email);
        report.count(known.isPresent() || !changed ? StatusCode.ADDRESSES_UPDATED : StatusCode.ADDRESSES_CREATED);
        definition.actions().forEach(report::count);
        if (changed) {
            written(known.map(Contact::id).map(String::valueOf).orElse(email), row);
        }
    }

    private void contact(int index, Map<String, String> row, Optional<Contact> known, boolean byId) {
        boolean mayCreate = definition.head().kind() == DefinitionKind.CONTACT_IMPORT
                && definition.importRule() != ImportRule.updateOnly && !byId;
        if (known.isEmpty() && !mayCreate) {
            report.reject(StatusCode.UNMATCHED, index, row, List.of(definition.identifier()));
            return;
        }
        if (known.isPresent() && definition.importRule() == ImportRule.createOnly) {
            report.reject(StatusCode.EXISTS, index, row, List.of(definition.identifier()));
            return;
        }
        Map<ContactField, String> fields = fields(row, known.orElse(null));
        String address = fields.get(ContactField.EMAIL);
        if (known.isPresent() && address != null && contacts.byEmail(address).isPresent()) {
            report.reject(StatusCode.DUPLICATE_EMAIL, index, row, List.of());
            return;
        }
        boolean changed = known.isEmpty() || !fields.isEmpty();
        Contact contact = known.isEmpty() ? contacts.create(fields, EloquaSimulator.USER_ID)
                : fields.isEmpty() ? known.get() : contacts.edit(known.get().id(), fields, EloquaSimulator.USER_ID);
        if (definition.head().kind() == DefinitionKind.CONTACT_IMPORT) {
            report.count(known.isEmpty() ? StatusCode.CREATED : StatusCode.UPDATED);
        }
        if (subscriptions(contact.id(), row) | changed) {
            written(String.valueOf(contact.id()), row);
        }
    }

    /** The fields that the row changes: a row that repeats what stands does nothing. */
    private Map<ContactField, String> fields(Map<String, String> row, Contact known) {
        Map<ContactField, String> changed = new EnumMap<>(ContactField.class);
        definition.columns().forEach((name, statement) -> ContactField.ofStatement(statement).ifPresent(field -> {
            String value = field.kept(row.get(name));
            String before = known == null ? "" : known.field(field);
            boolean identifies = known != null && name.equals(definition.identifier());
            boolean replaces = definition.updateRule() != UpdateRule.ifNewIsNotNull || !value.isEmpty();
            boolean allowed = definition.updateRule() != UpdateRule.ifExistingIsNull || before.isEmpty();
            if (!identifies && replaces && allowed && !value.equals(before)) {
                changed.put(field, value);
            }
        }));
        return changed;
    }

    private boolean subscriptions(long id, Map<String, String> row) {
        List<SyncAction> actions = new ArrayList<>();
        definition.columns().forEach((name, statement) -> {
            if (statement.equals(Statements.IS_SUBSCRIBED)) {
                actions.add(new SyncAction(Optional.empty(), Boolean.parseBoolean(row.get(name)), statement));
            }
        });
        actions.addAll(definition.actions());
        boolean changed = false;
        for (SyncAction action : actions) {
            changed |= action.group().isPresent() ? contacts.subscribe(id, action.group().get(), action.subscribe())
                    : contacts.subscribe(id, action.subscribe(), EloquaSimulator.USER_ID);
            report.count(action);
        }
        return changed;
    }

    private void written(String id, Map<String, String> row) {
        Map<String, Object> fields = new LinkedHashMap<>(row);
        definition.actions().forEach(action -> fields.put(action.destination(), action.status()));
        writes.add(id, fields);
    }
}
