package dev.heed.policy;

import dev.heed.change.Change;
import dev.heed.identity.Countries;
import java.util.Locale;
import java.util.Map;

/**
 * Under which law a statement was made.
 *
 * @param overlays by name: an ISO 3166 code, or that of a union of several
 * @param members  the union that a country belongs to
 */
public record Jurisdictions(Map<String, Overlay> overlays, Map<String, String> members) {

    static final Jurisdictions NONE = new Jurisdictions(Map.of(), Map.of());

    /** What the source says, else the country of the contact point, else home. */
    String of(Change change, String home) {
        String stated = change.provenance().jurisdiction();
        return named(stated == null || stated.isBlank() ? Countries.of(change.contactPoint()).orElse(home) : stated.strip().toUpperCase(Locale.ROOT));
    }

    /** A state of a federation has the law of the whole, unless it has rules of its own here. */
    private String named(String code) {
        if (overlays.containsKey(code)) {
            return code;
        }
        String country = code.contains("-") ? code.substring(0, code.indexOf('-')) : code;
        return members.getOrDefault(country, country);
    }
}
