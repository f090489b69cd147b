package dev.heed.sandbox.twilio;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The parameters of a request, each known and given once. The real one passes over an unknown name; here a slip of the pen shows. */
final class Parameters {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<String, String[]> values;

    private Parameters(Map<String, String[]> values) {
        this.values = new TreeMap<>(values);
    }

    static Parameters ofForm(HttpServletRequest request, Set<String> known) {
        String type = request.getContentType();
        if (type == null || !type.split(";")[0].strip().equalsIgnoreCase(FORM)) {
            throw new TwilioProblem(415, 20415, "Content-Type must be " + FORM);
        }
        return of(request, known);
    }

    static Parameters of(HttpServletRequest request, Set<String> known) {
        Map<String, String[]> values = request.getParameterMap();
        values.keySet().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw TwilioProblem.invalid("Parameter '" + name + "' is not known");
        });
        return new Parameters(values);
    }

    /** @return the value, or null where it is missing or empty */
    String one(String name) {
        String[] given = all(name);
        if (given.length > 1) {
            throw TwilioProblem.invalid("Parameter '" + name + "' is given more than once");
        }
        return given.length == 0 || given[0].isEmpty() ? null : given[0];
    }

    String[] all(String name) {
        return values.getOrDefault(name, new String[0]);
    }
}
