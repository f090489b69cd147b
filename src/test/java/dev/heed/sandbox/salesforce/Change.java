package dev.heed.sandbox.salesforce;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** One record as a transaction found it and left it; {@code before} is null for a new one. */
record Change(Type type, Contact before, Contact after) {

    enum Type { CREATE, UPDATE, DELETE, UNDELETE }

    /** Fields that differ, and the time stamp that always goes with them. */
    Set<Field> changedFields() {
        Set<Field> changed = new LinkedHashSet<>();
        for (Field field : ContactFields.ALL) {
            boolean differs = before == null || !Objects.equals(before.value(field), after.value(field));
            if (differs || field.name().equals("LastModifiedDate")) {
                changed.add(field);
            }
        }
        return changed;
    }
}
