package dev.heed.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.heed.change.ContactPoint;
import java.util.Optional;
import java.util.regex.Pattern;

/** The country that a contact point tells of: that of the numbering plan for a telephone number, none for an e-mail address. */
public final class Countries {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private Countries() {
    }

    /** ISO 3166 code; nothing for numbers that belong to no country, as satellite telephones do. */
    public static Optional<String> of(ContactPoint point) {
        if (point == null || point.kind() != ContactPoint.Kind.PHONE) {
            return Optional.empty();
        }
        try {
            var number = NUMBERS.parse(point.value(), null);
            // a plan that several countries share is told apart by the number; one that is not given out belongs to the plan's main country
            String region = NUMBERS.getRegionCodeForNumber(number);
            return Optional.ofNullable(region == null ? NUMBERS.getRegionCodeForCountryCode(number.getCountryCode()) : region)
                    .filter(code -> COUNTRY.matcher(code).matches() && !code.equals("ZZ"));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
