package dev.heed.sandbox.dynamics365;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A column of a table.
 *
 * @param name       logical name: {@code msdynmkt_purposeid}
 * @param maxLength  of a text, in UTF-16 units
 * @param choices    the numbers a choice may hold
 * @param required   a row cannot be without it
 * @param readOnly   set by the system; the real one silently passes over such a column in a body
 * @param initial    what a new row holds if nothing is said, or null
 * @param navigation name to bind a lookup by, which is case-sensitive: {@code msdynmkt_purposeId}
 * @param target     logical name of the table a lookup points to
 */
record Column(String name, Type type, int maxLength, List<Integer> choices, boolean required, boolean readOnly,
              Object initial, String navigation, String target) {

    enum Type { KEY, TEXT, YES_NO, CHOICE, LOOKUP, MOMENT, VERSION }

    private static Column of(String name, Type type) {
        return new Column(name, type, 0, List.of(), false, false, null, null, null);
    }

    static Column key(String name) {
        return of(name, Type.KEY);
    }

    static Column text(String name, int maxLength) {
        return new Column(name, Type.TEXT, maxLength, List.of(), false, false, null, null, null);
    }

    static Column yesNo(String name) {
        return of(name, Type.YES_NO).startsAs(false);
    }

    static Column choice(String name, int first, int last) {
        List<Integer> numbers = IntStream.rangeClosed(first, last).boxed().toList();
        return new Column(name, Type.CHOICE, 0, numbers, false, false, null, null, null);
    }

    static Column lookup(String name, String navigation, String target) {
        return new Column(name, Type.LOOKUP, 0, List.of(), false, false, null, navigation, target);
    }

    static Column moment(String name) {
        return of(name, Type.MOMENT).system();
    }

    static Column version(String name) {
        return of(name, Type.VERSION).system();
    }

    Column startsAs(Object value) {
        return new Column(name, type, maxLength, choices, required, readOnly, value, navigation, target);
    }

    Column mandatory() {
        return new Column(name, type, maxLength, choices, true, readOnly, initial, navigation, target);
    }

    Column system() {
        return new Column(name, type, maxLength, choices, required, true, initial, navigation, target);
    }

    /** Name by which the Web API shows and selects it. */
    String property() {
        return type == Type.LOOKUP ? "_" + name + "_value" : name;
    }
}
