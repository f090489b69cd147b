package dev.heed.sandbox.eloqua;

import java.util.List;
import java.util.Map;

/** An answer other than success, with its native body (null for none). */
final class Refusal extends RuntimeException {

    private final int status;
    private final transient Object body;

    private Refusal(int status, Object body) {
        this.status = status;
        this.body = body;
    }

    static Refusal plain(int status) {
        return new Refusal(status, null);
    }

    /** A value in the object sent does not meet the requirement. */
    static Refusal invalid(String property, String requirement, String value) {
        return new Refusal(400, validation(property, requirement, value));
    }

    /** The address belongs to another contact. */
    static Refusal taken(String email) {
        return new Refusal(409, validation("emailAddress", "UniquenessRequirement", email));
    }

    /** The id in the path is no id. */
    static Refusal id(String parameter, String value) {
        return endpoint(parameter, Map.of("type", "IdRequirement", "isRelativeAllowed", false), value);
    }

    /** A value in the query does not meet the requirement. */
    static Refusal parameter(String parameter, String requirement, String value) {
        return endpoint(parameter, Map.of("type", requirement), value);
    }

    /** The object sent has a property that does not exist, or one of a wrong JSON type. */
    static Refusal serialization() {
        return new Refusal(400, "There was a serialization error.");
    }

    int status() {
        return status;
    }

    Object body() {
        return body;
    }

    private static Refusal endpoint(String parameter, Map<String, Object> requirement, String value) {
        return new Refusal(400, Map.of("type", "EndpointParameterError", "parameter", parameter,
                "requirement", requirement, "value", value));
    }

    private static List<Map<String, Object>> validation(String property, String requirement, String value) {
        return List.of(Map.of("type", "ObjectValidationError", "property", property,
                "requirement", Map.of("type", requirement), "value", value));
    }
}
