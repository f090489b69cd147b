package dev.heed.sandbox.dynamics365;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code $filter}: comparisons of a column with a literal, {@code and}, {@code or} and parentheses. The literal must be of
 * the column's type. Comparison with null is true for {@code eq} and {@code ne} only, as in the real one.
 */
final class Filter {

    private static final Pattern TOKEN = Pattern.compile("\\s*(\\(|\\)|'(?:[^']|'')*'|[^\\s()']+)");
    private static final Set<String> OPERATORS = Set.of("eq", "ne", "gt", "ge", "lt", "le");

    private final Table table;
    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    Filter(Table table, String text) {
        this.table = table;
        this.text = text.strip();
    }

    Predicate<Row> parse() {
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!token.find(end) || token.start() != end) {
                throw syntax(end);
            }
            tokens.add(token.group(1));
            end = token.end();
        }
        Predicate<Row> all = either();
        if (next < tokens.size()) {
            throw syntax(next);
        }
        return all;
    }

    private Predicate<Row> either() {
        Predicate<Row> left = both();
        while (accept("or")) {
            left = left.or(both());
        }
        return left;
    }

    private Predicate<Row> both() {
        Predicate<Row> left = one();
        while (accept("and")) {
            left = left.and(one());
        }
        return left;
    }

    private Predicate<Row> one() {
        if (accept("(")) {
            Predicate<Row> inner = either();
            if (!accept(")")) {
                throw syntax(next);
            }
            return inner;
        }
        Column column = table.property(take());
        String operator = take();
        if (!OPERATORS.contains(operator)) {
            throw syntax(next);
        }
        return comparison(column, operator, literal(column, take()));
    }

    private static Predicate<Row> comparison(Column column, String operator, Object literal) {
        Object wanted = literal instanceof String string ? Database.folded(string) : literal;
        return row -> {
            Object held = row.get(column);
            if (held == null || wanted == null) {
                return switch (operator) {
                    case "eq" -> held == wanted;
                    case "ne" -> held != wanted;
                    default -> false;
                };
            }
            int order = Options.comparable(held).compareTo(wanted);
            return switch (operator) {
                case "eq" -> order == 0;
                case "ne" -> order != 0;
                case "gt" -> order > 0;
                case "ge" -> order >= 0;
                case "lt" -> order < 0;
                default -> order <= 0;
            };
        };
    }

    private Object literal(Column column, String token) {
        if (token.equals("null")) {
            return null;
        }
        try {
            return switch (column.type()) {
                case TEXT -> quoted(column, token);
                case YES_NO -> matching(column, token, "true|false").equals("true");
                case CHOICE -> Integer.valueOf(token);
                case VERSION -> Long.valueOf(token);
                case MOMENT -> moment(token);
                case KEY, LOOKUP -> guid(column, token);
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            throw mismatch(column, token);
        }
    }

    private String quoted(Column column, String token) {
        String inner = matching(column, token, "'.*'");
        return inner.substring(1, inner.length() - 1).replace("''", "'");
    }

    private static Instant moment(String token) {
        return OffsetDateTime.parse(token).toInstant();
    }

    private UUID guid(Column column, String token) {
        return ResourcePath.guid(token).orElseThrow(() -> mismatch(column, token));
    }

    private String matching(Column column, String token, String form) {
        if (!Pattern.compile(form, Pattern.DOTALL).matcher(token).matches()) {
            throw mismatch(column, token);
        }
        return token;
    }

    private boolean accept(String token) {
        boolean there = next < tokens.size() && tokens.get(next).equals(token);
        if (there) {
            next++;
        }
        return there;
    }

    private String take() {
        if (next >= tokens.size()) {
            throw syntax(next);
        }
        return tokens.get(next++);
    }

    private WebApiException syntax(int position) {
        return WebApiException.badRequest("Syntax error at position " + position + " in '" + text + "'.");
    }

    private WebApiException mismatch(Column column, String token) {
        return WebApiException.badRequest("A binary operator with incompatible types was detected: '" + column.property()
                + "' is compared with " + token + ".");
    }
}
