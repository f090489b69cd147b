package dev.heed.sandbox.dynamics365;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/** The query options of an address. As in the real one a plus sign means a space: a plus of a number is written %2B. */
record Options(Map<String, String> values) {

    private static final Set<String> KNOWN = Set.of("$select", "$filter", "$orderby", "$top", "$count", "$skiptoken", "$deltatoken");

    static Options parse(String query) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String option : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = option.split("=", 2);
            String name = decoded(parts[0]);
            if (name.startsWith("$") && !KNOWN.contains(name)) {
                throw new WebApiException(501, "0x80060888", "The query parameter " + name + " is not supported");
            }
            if (values.put(name, parts.length < 2 ? "" : decoded(parts[1])) != null) {
                throw WebApiException.badRequest("Query option '" + name + "' was specified more than once, but it must be specified at most once.");
            }
        }
        return new Options(values);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    List<Column> select(Table table) {
        return get("$select").map(names -> Arrays.stream(names.split(",")).map(String::strip).map(table::property).toList())
                .orElse(table.columns());
    }

    Predicate<Row> filter(Table table) {
        return get("$filter").map(text -> new Filter(table, text).parse()).orElse(row -> true);
    }

    Optional<Comparator<Row>> order(Table table) {
        return get("$orderby").map(text -> Arrays.stream(text.split(",")).map(String::strip).map(one -> order(table, one))
                .reduce(Comparator::thenComparing).orElseThrow());
    }

    Optional<Integer> top() {
        return get("$top").map(text -> {
            if (!text.matches("[1-9]\\d{0,8}")) {
                throw WebApiException.badRequest("Invalid value '" + text + "' for $top query option found.");
            }
            return Integer.valueOf(text);
        });
    }

    boolean counted() {
        return get("$count").filter("true"::equals).isPresent();
    }

    /** The options as they stand in an address, without those that mark a position. */
    String toQuery() {
        return values.entrySet().stream().filter(option -> !option.getKey().endsWith("token"))
                .map(option -> option.getKey() + "=" + encoded(option.getValue())).collect(Collectors.joining("&"));
    }

    static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8).replace("%2C", ",").replace("%24", "$");
    }

    private static Comparator<Row> order(Table table, String text) {
        String[] words = text.split(" +");
        Column column = table.property(words[0]);
        Comparator<Row> order = Comparator.comparing(row -> comparable(row.get(column)), Comparator.nullsFirst(Comparator.naturalOrder()));
        if (words.length > 2 || words.length == 2 && !words[1].matches("asc|desc")) {
            throw WebApiException.badRequest("Syntax error in '" + text + "' of $orderby.");
        }
        return words.length == 2 && words[1].equals("desc") ? order.reversed() : order;
    }

    @SuppressWarnings("unchecked")
    static Comparable<Object> comparable(Object value) {
        return (Comparable<Object>) (value instanceof String text ? Database.folded(text) : value);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw WebApiException.badRequest("Bad Request - Error in query syntax.");
        }
    }
}
