package dev.heed.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.ibm.icu.text.IDNA;
import dev.heed.change.ContactPoint;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Brings e-mail addresses and telephone numbers into one form, whatever script they are written in: addresses in NFC,
 * lower case without regard to locale, the domain in its ASCII form (UTS 46); numbers in E.164 (libphonenumber).
 */
public final class ContactPoints {

    private static final IDNA DOMAINS = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.USE_STD3_RULES);
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final int LONGEST_ADDRESS = 320;

    private final String region;

    /** @param region ISO 3166 code of the country whose national numbers are written without a prefix, {@code ZZ} for none */
    public ContactPoints(String region) {
        this.region = region;
    }

    /** The address in normal form, or nothing if it is none. */
    public Optional<ContactPoint> email(String text) {
        if (text == null || text.length() > LONGEST_ADDRESS) {
            return Optional.empty();
        }
        String address = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1 || address.codePoints().anyMatch(ContactPoints::unfit)) {
            return Optional.empty();
        }
        StringBuilder ascii = new StringBuilder();
        IDNA.Info info = new IDNA.Info();
        DOMAINS.nameToASCII(address.substring(at + 1), ascii, info);
        if (info.hasErrors() || ascii.indexOf(".") < 0) {
            return Optional.empty();
        }
        // once more: what has no single sign as a capital may have one as a small letter
        String local = Normalizer.normalize(address.substring(0, at).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        return Optional.of(new ContactPoint(ContactPoint.Kind.EMAIL, local + "@" + ascii.toString().toLowerCase(Locale.ROOT)));
    }

    /** The number in E.164, or nothing if it cannot be one. Digits of any script are understood. */
    public Optional<ContactPoint> phone(String text) {
        if (text == null || text.isBlank() || text.length() > 60) {
            return Optional.empty();
        }
        try {
            var number = NUMBERS.parse(text, region);
            return NUMBERS.isPossibleNumber(number)
                    ? Optional.of(new ContactPoint(ContactPoint.Kind.PHONE, NUMBERS.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** The digits that are dialled for a number where national ones need no prefix; nothing if it is another country's, or no number. */
    public Optional<String> dialledAtHome(ContactPoint point) {
        if (point.kind() != ContactPoint.Kind.PHONE) {
            return Optional.empty();
        }
        try {
            var number = NUMBERS.parse(point.value(), region);
            return number.getCountryCode() == NUMBERS.getCountryCodeForRegion(region)
                    ? Optional.of(PhoneNumberUtil.normalizeDigitsOnly(NUMBERS.format(number, PhoneNumberFormat.NATIONAL))) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** ISO 3166 code of the country that a number belongs to; of a code that several share and that tells no more, the largest. */
    public static Optional<String> country(ContactPoint point) {
        if (point.kind() != ContactPoint.Kind.PHONE) {
            return Optional.empty();
        }
        try {
            var number = NUMBERS.parse(point.value(), "ZZ");
            String region = Optional.ofNullable(NUMBERS.getRegionCodeForNumber(number))
                    .orElseGet(() -> NUMBERS.getRegionCodeForCountryCode(number.getCountryCode()));
            return Optional.of(region).filter(code -> code.matches("[A-Z]{2}") && !code.equals("ZZ"));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static boolean unfit(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isISOControl(codePoint) || codePoint == '<' || codePoint == '>';
    }
}
