package dev.heed.sandbox.salesforce;

import java.util.List;

/**
 * A field of the Contact object in this org.
 *
 * @param length   most characters it takes, where it is text
 * @param access   who sets it: a writer, or the platform itself
 * @param inEvent  its place in a change event, {@code Name.FirstName} for a part of a compound; null if events leave it out
 * @param picklist its values, where it is a restricted picklist
 */
record Field(String name, FieldType type, int length, Access access, String inEvent, List<String> picklist) {

    enum Access { REQUIRED, WRITABLE, SYSTEM }

    static Field text(String name, FieldType type, int length) {
        return new Field(name, type, length, Access.WRITABLE, name, List.of());
    }

    static Field flag(String name) {
        return new Field(name, FieldType.BOOLEAN, 0, Access.WRITABLE, name, List.of());
    }

    static Field system(String name, FieldType type, boolean inEvents) {
        return new Field(name, type, 0, Access.SYSTEM, inEvents ? name : null, List.of());
    }

    boolean writable() {
        return access != Access.SYSTEM;
    }

    boolean required() {
        return access == Access.REQUIRED;
    }

    boolean isFlag() {
        return writable() && type == FieldType.BOOLEAN;
    }
}
