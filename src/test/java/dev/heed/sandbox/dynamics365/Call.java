package dev.heed.sandbox.dynamics365;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One request to the Web API, alone or as a part of a batch.
 *
 * @param base    address of the Web API, ending in a slash
 * @param path    below the base, still percent-encoded
 * @param query   still percent-encoded, empty if there is none
 * @param headers names in lower case
 */
record Call(String base, String method, String path, String query, Map<String, String> headers, byte[] body) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    boolean prefers(String preference) {
        return preferences().anyMatch(preference::equalsIgnoreCase);
    }

    /** Rows a page at most, as the caller prefers; never more than the real one gives. */
    int pageSize() {
        return preferences().filter(one -> one.startsWith("odata.maxpagesize=")).findFirst()
                .map(one -> one.substring(one.indexOf('=') + 1)).filter(number -> number.matches("[1-9]\\d{0,8}"))
                .map(Integer::parseInt).map(size -> Math.min(size, 5000)).orElse(5000);
    }

    private Stream<String> preferences() {
        return header("prefer").stream().flatMap(value -> Arrays.stream(value.split(","))).map(String::strip);
    }
}
