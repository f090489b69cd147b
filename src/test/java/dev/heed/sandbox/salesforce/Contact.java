package dev.heed.sandbox.salesforce;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A contact as it stands after one commit: values by defined field name; a field without value is absent. */
record Contact(Map<String, Object> values) implements Serializable {

    Contact {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    String id() {
        return (String) values.get("Id");
    }

    boolean deleted() {
        return Boolean.TRUE.equals(values.get("IsDeleted"));
    }

    Object value(Field field) {
        return values.get(field.name());
    }

    /** This contact with the values changed; null takes a value away. */
    Contact with(Map<String, Object> changes) {
        Map<String, Object> merged = new LinkedHashMap<>(values);
        changes.forEach((name, value) -> {
            if (value == null) {
                merged.remove(name);
            } else {
                merged.put(name, value);
            }
        });
        return new Contact(merged);
    }

    /** Every field in the defined order, null where it has no value. */
    Map<String, Object> show(UnaryOperator<Object> form) {
        Map<String, Object> shown = new LinkedHashMap<>();
        ContactFields.ALL.forEach(field -> shown.put(field.name(), form.apply(value(field))));
        return shown;
    }
}
