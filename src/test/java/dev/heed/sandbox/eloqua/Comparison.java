package dev.heed.sandbox.eloqua;

import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;

/** One predicate of a filter: {@code '{{Contact.Id}}' >= '7'}. An empty time or number meets no order, only {@code !=}. */
record Comparison<T>(Statement<T> statement, String operator, String value, ZoneId zone) {

    Comparison {
        boolean readable = statement.type() == Instant.class ? Times.parsePlain(value, zone).isPresent()
                : statement.type() != Long.class || value.matches("\\d{1,18}");
        if (!readable) {
            throw new BulkFailure("filter", value, "The value does not fit the type of " + statement.text() + ".");
        }
        if (operator.equals("~") && statement.type() != String.class) {
            throw new BulkFailure("filter", value, "The operator ~ needs a text field.");
        }
    }

    boolean holds(T row) {
        if (operator.equals("~")) {
            return like().matcher(statement.show(row, zone)).matches();
        }
        Object read = statement.read().apply(row);
        if (statement.type() != String.class && !statement.type().isInstance(read)) {
            return operator.equals("!=");
        }
        int order = order(read, row);
        return switch (operator) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            default -> order <= 0;
        };
    }

    private int order(Object read, T row) {
        if (read instanceof Instant time) {
            return time.compareTo(Times.parsePlain(value, zone).orElseThrow());
        }
        if (read instanceof Long number) {
            return number.compareTo(Long.parseLong(value));
        }
        return statement.show(row, zone).compareToIgnoreCase(value);
    }

    private Pattern like() {
        StringBuilder regex = new StringBuilder();
        value.chars().forEach(c -> regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c))));
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}
