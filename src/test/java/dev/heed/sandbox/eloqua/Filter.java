package dev.heed.sandbox.eloqua;

import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expression language of export filters: quoted statement, operator, quoted value, joined by AND, OR, NOT and
 * brackets. EXISTS and STATUS are not in this instance, which has no lists.
 */
final class Filter<T> {

    static final int LONGEST = 1000;

    private static final Pattern TOKEN = Pattern.compile("\\s*('[^']*'|AND\\b|OR\\b|NOT\\b|[()]|>=|<=|!=|[=<>~])\\s*");

    private final String text;
    private final Map<String, Statement<T>> statements;
    private final ZoneId zone;
    private final Deque<String> tokens = new ArrayDeque<>();
    private final List<Comparison<T>> comparisons = new ArrayList<>();
    private final boolean onlyAnd;
    private final Predicate<T> predicate;

    Filter(String text, Map<String, Statement<T>> statements, ZoneId zone) {
        this.text = text;
        this.statements = statements;
        this.zone = zone;
        if (text.length() > LONGEST) {
            throw failure("Must be at most " + LONGEST + " characters.");
        }
        cut();
        this.onlyAnd = !tokens.contains("OR") && !tokens.contains("NOT");
        this.predicate = either();
        if (!tokens.isEmpty()) {
            throw failure("Unexpected " + tokens.peek() + ".");
        }
    }

    boolean admits(T row) {
        return predicate.test(row);
    }

    List<Comparison<T>> comparisons() {
        return comparisons;
    }

    boolean onlyAnd() {
        return onlyAnd;
    }

    private void cut() {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw failure("Not understood from position " + end + ".");
            }
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
    }

    private Predicate<T> either() {
        Predicate<T> left = both();
        while (take("OR")) {
            left = left.or(both());
        }
        return left;
    }

    private Predicate<T> both() {
        Predicate<T> left = one();
        while (take("AND")) {
            left = left.and(one());
        }
        return left;
    }

    private Predicate<T> one() {
        if (take("NOT")) {
            return one().negate();
        }
        if (take("(")) {
            Predicate<T> inner = either();
            if (!take(")")) {
                throw failure("A bracket is not closed.");
            }
            return inner;
        }
        Statement<T> statement = statements.get(quoted());
        if (statement == null) {
            throw failure("Unknown or not allowed statement in the filter.");
        }
        String operator = tokens.isEmpty() ? "" : tokens.poll();
        if (!operator.matches("[=<>~]|[<>!]=")) {
            throw failure("A comparison operator is missing.");
        }
        Comparison<T> comparison = new Comparison<>(statement, operator, quoted(), zone);
        comparisons.add(comparison);
        return comparison::holds;
    }

    private String quoted() {
        String token = tokens.isEmpty() ? "" : tokens.poll();
        if (!token.startsWith("'")) {
            throw failure("Statements and values stand in single quotes.");
        }
        return token.substring(1, token.length() - 1);
    }

    private boolean take(String expected) {
        if (expected.equals(tokens.peek())) {
            tokens.poll();
            return true;
        }
        return false;
    }

    private BulkFailure failure(String constraint) {
        return new BulkFailure("filter", text, constraint);
    }
}
