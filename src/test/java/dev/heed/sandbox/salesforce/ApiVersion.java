package dev.heed.sandbox.salesforce;

import java.util.List;
import java.util.stream.IntStream;

/** Versions of the interface this org speaks: {@code v55.0} to {@code v62.0}. */
final class ApiVersion {

    static final List<String> ALL = IntStream.rangeClosed(55, 62).mapToObj(number -> "v" + number + ".0").toList();

    private ApiVersion() {
    }

    static boolean supported(String version) {
        return ALL.contains(version);
    }
}
