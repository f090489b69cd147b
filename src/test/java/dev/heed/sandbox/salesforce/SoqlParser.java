package dev.heed.sandbox.salesforce;

import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of SOQL: {@code SELECT fields FROM Contact [WHERE field op literal [AND ...]] [ORDER BY field [ASC|DESC], ...]
 * [LIMIT n]}, with {@code = != < > <= >= IN}. Anything else is malformed here.
 */
final class SoqlParser {

    private static final Pattern TOKEN = Pattern.compile("\\s*('(?:[^'\\\\]|\\\\.)*'|!=|<=|>=|[=<>,()]|[A-Za-z0-9_.:+-]+)\\s*");
    private static final Set<String> OPERATORS = Set.of("=", "!=", "<", ">", "<=", ">=", "IN");

    private final List<String> tokens = new ArrayList<>();
    private int next;

    private SoqlParser(String soql) {
        Matcher matcher = TOKEN.matcher(soql);
        int end = 0;
        while (end < soql.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw unexpected(soql.substring(end));
            }
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
    }

    static SoqlQuery parse(String soql) {
        return new SoqlParser(soql).query();
    }

    private SoqlQuery query() {
        expect("SELECT");
        List<String> names = new ArrayList<>();
        do {
            names.add(take());
        } while (skip(","));
        expect("FROM");
        String object = take();
        if (!object.equalsIgnoreCase("Contact")) {
            throw ApiException.badRequest("INVALID_TYPE", "sObject type '" + object + "' is not supported.");
        }
        List<Field> fields = names.stream().map(ContactFields::get).distinct().toList();
        List<SoqlCondition> conditions = skip("WHERE") ? conditions() : List.of();
        List<SoqlQuery.Order> orders = skip("ORDER") ? orders() : List.of();
        long limit = skip("LIMIT") ? limit() : Long.MAX_VALUE;
        if (next < tokens.size()) {
            throw unexpected(tokens.get(next));
        }
        return new SoqlQuery(fields, conditions, orders, limit);
    }

    private List<SoqlCondition> conditions() {
        List<SoqlCondition> conditions = new ArrayList<>();
        do {
            Field field = ContactFields.get(take());
            String operator = take().toUpperCase(Locale.ROOT);
            if (!OPERATORS.contains(operator) || field.type() == FieldType.BOOLEAN && operator.matches("[<>]=?")) {
                throw unexpected(operator);
            }
            conditions.add(new SoqlCondition(field, operator, literals(field, operator)));
        } while (skip("AND"));
        return conditions;
    }

    private List<Object> literals(Field field, String operator) {
        List<Object> literals = new ArrayList<>();
        if (!operator.equals("IN")) {
            literals.add(literal(field, take(), operator));
            return literals;
        }
        expect("(");
        do {
            literals.add(literal(field, take(), operator));
        } while (skip(","));
        expect(")");
        return literals;
    }

    private static Object literal(Field field, String token, String operator) {
        if (token.equalsIgnoreCase("null")) {
            if (operator.matches("[<>]=?")) {
                throw unexpected(token);
            }
            return null;
        }
        boolean quoted = token.startsWith("'");
        return switch (field.type()) {
            case BOOLEAN -> {
                if (!token.equalsIgnoreCase("true") && !token.equalsIgnoreCase("false")) {
                    throw wrongType(field, "should not be enclosed in quotes");
                }
                yield Boolean.valueOf(token);
            }
            case DATE_TIME -> {
                try {
                    yield DateTimes.parse(token);
                } catch (DateTimeParseException e) {
                    throw wrongType(field, "should not be enclosed in quotes");
                }
            }
            default -> {
                if (!quoted) {
                    throw wrongType(field, "should be enclosed in quotes");
                }
                yield text(field, token);
            }
        };
    }

    private static String text(Field field, String token) {
        String text = token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
        return field.type() == FieldType.ID || field.type() == FieldType.REFERENCE
                ? (text.matches("[0-9A-Za-z]{15}") ? RecordIds.full(text) : text) : text;
    }

    private List<SoqlQuery.Order> orders() {
        expect("BY");
        List<SoqlQuery.Order> orders = new ArrayList<>();
        do {
            Field field = ContactFields.get(take());
            boolean descending = skip("DESC");
            if (!descending) {
                skip("ASC");
            }
            orders.add(new SoqlQuery.Order(field, descending));
        } while (skip(","));
        return orders;
    }

    private long limit() {
        String number = take();
        if (!number.matches("\\d{1,9}")) {
            throw unexpected(number);
        }
        return Long.parseLong(number);
    }

    private String take() {
        if (next == tokens.size()) {
            throw ApiException.malformedQuery("unexpected end of query");
        }
        return tokens.get(next++);
    }

    private boolean skip(String word) {
        boolean here = next < tokens.size() && tokens.get(next).equalsIgnoreCase(word);
        next += here ? 1 : 0;
        return here;
    }

    private void expect(String word) {
        String token = take();
        if (!token.equalsIgnoreCase(word)) {
            throw unexpected(token);
        }
    }

    private static ApiException wrongType(Field field, String advice) {
        return ApiException.invalidField("value of filter criterion for field '" + field.name() + "' must be of type "
                + field.type().word() + " and " + advice);
    }

    private static ApiException unexpected(String token) {
        return ApiException.malformedQuery("unexpected token: '" + token + "'");
    }
}
