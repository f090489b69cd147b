package dev.heed.sandbox.salesforce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The fields of a change event. First and last name are parts of the compound {@code Name}, nested in the body and dotted in
 * {@code changedFields}; {@code IsDeleted} and {@code SystemModstamp} never show.
 */
final class ChangeEventBody {

    private ChangeEventBody() {
    }

    /** An update shows what changed, null where it was cleared; a new or restored record all it has; a deleted one nothing. */
    static Map<String, Object> of(Change change) {
        Map<String, Object> body = new LinkedHashMap<>();
        switch (change.type()) {
            case UPDATE -> change.changedFields().forEach(field -> put(body, field, change.after().value(field)));
            case CREATE, UNDELETE -> ContactFields.ALL.stream().filter(field -> change.after().value(field) != null)
                    .forEach(field -> put(body, field, change.after().value(field)));
            case DELETE -> { }
        }
        return body;
    }

    /** Only an update lists them. */
    static List<String> changedFields(Change change) {
        return change.type() != Change.Type.UPDATE ? List.of()
                : change.changedFields().stream().map(Field::inEvent).filter(Objects::nonNull).toList();
    }

    static List<String> nulled(List<String> changedFields, Map<String, Object> body) {
        return changedFields.stream().filter(path -> value(body, path) == null).toList();
    }

    private static Object value(Map<String, Object> body, String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? body.get(path) : ((Map<?, ?>) body.get(path.substring(0, dot))).get(path.substring(dot + 1));
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> body, Field field, Object value) {
        if (field.inEvent() == null) {
            return;
        }
        int dot = field.inEvent().indexOf('.');
        Map<String, Object> place = dot < 0 ? body : (Map<String, Object>)
                body.computeIfAbsent(field.inEvent().substring(0, dot), any -> new LinkedHashMap<String, Object>());
        place.put(field.inEvent().substring(dot + 1), DateTimes.inEvent(value));
    }
}
