package dev.heed.sandbox.eloqua;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads export definitions: what to read, of which rows, in which zone. */
final class ExportReader {

    /** The zone of the instance, which holds for every export that does not ask for UTC. */
    static final ZoneId INSTANCE_ZONE = ZoneId.of("America/New_York");

    private static final Set<String> ACTIVITY_TYPES = Set.of("Subscribe", "Unsubscribe", "EmailSend", "EmailOpen",
            "EmailClickthrough", "Bounceback", "FormSubmit", "PageView", "WebVisit");

    private final Contacts contacts;
    private final Activities activities;

    ExportReader(Contacts contacts, Activities activities) {
        this.contacts = contacts;
        this.activities = activities;
    }

    Supplier<List<Map<String, String>>> read(DefinitionKind kind, Properties properties) {
        return kind == DefinitionKind.ACTIVITY_EXPORT ? activities(properties) : contacts(properties);
    }

    private Supplier<List<Map<String, String>>> contacts(Properties properties) {
        Map<String, Statement<Contact>> known = Statements.ofContacts();
        Filter<Contact> filter = properties.json().has("filter")
                ? new Filter<>(properties.json().get("filter").asText(), known, zone(properties)) : null;
        return rows(properties, known, filter, contacts::all);
    }

    private Supplier<List<Map<String, String>>> activities(Properties properties) {
        Map<String, Statement<Activity>> known = Statements.ofActivities(contacts);
        Map<String, Statement<Activity>> filterable = known.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(Statements.ACTIVITY_CONTACT_FIELD))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Filter<Activity> filter = new Filter<>(properties.text("filter", Filter.LONGEST), filterable, zone(properties));
        requireOneType(filter);
        long ofContact = properties.fields(250).values().stream()
                .filter(statement -> statement.startsWith(Statements.ACTIVITY_CONTACT_FIELD)).count();
        if (ofContact > 10) {
            throw new BulkFailure("fields", String.valueOf(ofContact), "Must contain at most 10 contact fields.");
        }
        return rows(properties, known, filter, activities::shown);
    }

    private static void requireOneType(Filter<Activity> filter) {
        List<Comparison<Activity>> types = filter.comparisons().stream()
                .filter(comparison -> comparison.statement().text().equals(Statements.ACTIVITY_TYPE)).toList();
        if (!filter.onlyAnd() || types.size() != 1 || !types.get(0).operator().equals("=")) {
            throw new BulkFailure("filter", "", "Must name exactly one activity type, joined to the rest by AND.");
        }
        if (!ACTIVITY_TYPES.contains(types.get(0).value())) {
            throw new BulkFailure("filter", types.get(0).value(), "Unknown activity type.");
        }
    }

    private static <T> Supplier<List<Map<String, String>>> rows(Properties properties, Map<String, Statement<T>> known,
            Filter<T> filter, Supplier<List<T>> source) {
        Map<String, Statement<T>> columns = new LinkedHashMap<>();
        properties.fields(250).forEach((name, text) -> {
            if (!known.containsKey(text)) {
                throw new BulkFailure("fields." + name, text, "Unknown field statement.");
            }
            columns.put(name, known.get(text));
        });
        ZoneId zone = zone(properties);
        return () -> source.get().stream().filter(row -> filter == null || filter.admits(row)).map(row -> {
            Map<String, String> shown = new LinkedHashMap<>();
            columns.forEach((name, statement) -> shown.put(name, statement.show(row, zone)));
            return shown;
        }).toList();
    }

    private static ZoneId zone(Properties properties) {
        return properties.flag("areSystemTimestampsInUTC", false) ? ZoneOffset.UTC : INSTANCE_ZONE;
    }
}
