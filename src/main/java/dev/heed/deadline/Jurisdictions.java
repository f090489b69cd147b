package dev.heed.deadline;

import dev.heed.change.Change;
import dev.heed.identity.ContactPoints;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Under whose laws a change falls. A part of a country ({@code US-CA}) has the laws of the country too, and a member those of its union.
 *
 * @param unions member -> union
 */
record Jurisdictions(String home, Map<String, Jurisdiction> named, Map<String, String> unions, Period retention) {

    private static final Pattern CODE = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

    /** What its source says, else the country of the number it was made for, else where this installation is at home. */
    String of(Change change) {
        return code(change.provenance().jurisdiction())
                .or(() -> Optional.ofNullable(change.contactPoint()).flatMap(ContactPoints::country))
                .orElse(home);
    }

    /** What a source wrote, if it is a code. */
    static Optional<String> code(String text) {
        return Optional.ofNullable(text).map(code -> code.strip().toUpperCase(Locale.ROOT)).filter(code -> CODE.matcher(code).matches());
    }

    /** The place itself, and what it is a part of. */
    List<String> around(String code) {
        List<String> places = new ArrayList<>(List.of(code));
        String country = code.substring(0, 2);
        if (!country.equals(code)) {
            places.add(country);
        }
        Optional.ofNullable(unions.get(country)).ifPresent(places::add);
        return places;
    }

    ZoneId zone(String code) {
        return nearest(code, Jurisdiction::zone).orElseGet(() -> named.get(home).zone());
    }

    Period retention(String code) {
        return nearest(code, Jurisdiction::retention).orElse(retention);
    }

    private <T> Optional<T> nearest(String code, Function<Jurisdiction, T> what) {
        return around(code).stream().map(named::get).filter(Objects::nonNull).map(what).filter(Objects::nonNull).findFirst();
    }
}
