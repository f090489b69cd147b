package dev.heed.sandbox.twilio;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.regex.Pattern;

/** Telephone numbers. Numbers reserved for fiction are no valid subscriber numbers, so only the form is checked. */
final class Numbers {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private Numbers() {
    }

    static boolean isE164(String number) {
        return number != null && E164.matcher(number).matches();
    }

    /** ISO country of the calling code, empty where it belongs to none. */
    static String country(String number) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        try {
            String region = util.getRegionCodeForCountryCode(util.parse(number, null).getCountryCode());
            return region.length() == 2 && !region.equals("ZZ") ? region : "";
        } catch (NumberParseException e) {
            return "";
        }
    }
}
