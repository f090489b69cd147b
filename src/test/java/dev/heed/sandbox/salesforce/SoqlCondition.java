package dev.heed.sandbox.salesforce;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** {@code field operator literal}; text is compared without regard to case. A literal may be null. */
record SoqlCondition(Field field, String operator, List<Object> literals) {

    boolean test(Contact contact) {
        Object value = contact.value(field);
        return switch (operator) {
            case "=", "IN" -> literals.stream().anyMatch(literal -> same(value, literal));
            case "!=" -> !same(value, literals.get(0));
            default -> value != null && inOrder(compare(value, literals.get(0)));
        };
    }

    static int compare(Object left, Object right) {
        if (left instanceof String text) {
            return text.toLowerCase(Locale.ROOT).compareTo(((String) right).toLowerCase(Locale.ROOT));
        }
        return left instanceof Instant instant ? instant.compareTo((Instant) right)
                : ((Boolean) left).compareTo((Boolean) right);
    }

    private boolean inOrder(int comparison) {
        return switch (operator) {
            case "<" -> comparison < 0;
            case ">" -> comparison > 0;
            case "<=" -> comparison <= 0;
            default -> comparison >= 0;
        };
    }

    private static boolean same(Object value, Object literal) {
        return value == null || literal == null ? value == literal : compare(value, literal) == 0;
    }
}
