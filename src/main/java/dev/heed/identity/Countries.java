package dev.heed.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.heed.change.ContactPoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The countries, and the one that a contact point tells of: that of the numbering plan for a telephone number, none for an e-mail address. */
public final class Countries {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    /** It takes long to tell, and is asked for every statement again. */
    private static final Map<String, Optional<String>> TOLD_LATELY = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > 4096;
        }
    });

    private static final Set<String> KNOWN = Set.of(Locale.getISOCountries());

    private Countries() {
    }

    /** Whether this is the ISO 3166 code of a country, or one that numbering plans have besides, as XK for Kosovo. */
    public static boolean known(String code) {
        return KNOWN.contains(code) || NUMBERS.getSupportedRegions().contains(code);
    }

    /** ISO 3166 code; nothing for numbers that belong to no country, as satellite telephones do. */
    public static Optional<String> of(ContactPoint point) {
        if (point == null || point.kind() != ContactPoint.Kind.PHONE) {
            return Optional.empty();
        }
        Optional<String> told = TOLD_LATELY.get(point.value());
        if (told == null) {
            told = ofNumber(point.value());
            TOLD_LATELY.put(point.value(), told);
        }
        return told;
    }

    private static Optional<String> ofNumber(String text) {
        try {
            var number = NUMBERS.parse(text, null);
            // a plan that several countries share is told apart by the number; one that is not given out belongs to the plan's main country
            String region = NUMBERS.getRegionCodeForNumber(number);
            return Optional.ofNullable(region == null ? NUMBERS.getRegionCodeForCountryCode(number.getCountryCode()) : region)
                    .filter(code -> COUNTRY.matcher(code).matches() && !code.equals("ZZ"));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
