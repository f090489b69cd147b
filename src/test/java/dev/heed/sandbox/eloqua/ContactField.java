package dev.heed.sandbox.eloqua;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The contact fields of this instance. Those without a REST property are its own and stand in {@code fieldValues}. */
enum ContactField {

    EMAIL(100001, "C_EmailAddress", "Email Address", Type.EMAIL, 400, "emailAddress"),
    FIRST_NAME(100002, "C_FirstName", "First Name", Type.TEXT, 100, "firstName"),
    LAST_NAME(100003, "C_LastName", "Last Name", Type.TEXT, 100, "lastName"),
    MOBILE_PHONE(100015, "C_MobilePhone", "Mobile Phone", Type.TEXT, 100, "mobilePhone"),
    SMS_CONSENT(100171, "C_SMS_Consent1", "SMS Consent", Type.PICKLIST, 100, null),
    CONSENT_SOURCE(100172, "C_Consent_Source1", "Consent Source", Type.TEXT, 100, null),
    CONSENT_DATE(100173, "C_Consent_Date1", "Consent Date", Type.DATE, 0, null),
    CONSENT_REASON(100174, "C_Consent_Reason1", "Consent Reason", Type.TEXT, 100, null),
    LANGUAGE(100175, "C_Language1", "Language", Type.TEXT, 10, null),
    CONTACT_WISH(100176, "C_Contact_Wish1", "Contact Wish", Type.LARGE_TEXT, 32000, null);

    static final List<String> SMS_OPTIONS = List.of("Opted In", "Opted Out");

    private enum Type { EMAIL, TEXT, LARGE_TEXT, PICKLIST, DATE }

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@.]+(\\.[^\\s@.]+)+");

    final int id;
    final String internalName;
    final String displayName;
    final String property;
    private final Type type;
    private final int length;

    ContactField(int id, String internalName, String displayName, Type type, int length, String property) {
        this.id = id;
        this.internalName = internalName;
        this.displayName = displayName;
        this.type = type;
        this.length = length;
        this.property = property;
    }

    /** What keeps the text out of the field, by the name of the requirement in a REST validation error; an empty text clears and is always allowed. */
    Optional<String> violation(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        boolean kept = switch (type) {
            case EMAIL -> ADDRESS.matcher(text).matches();
            case DATE -> date(text).isPresent();
            case PICKLIST -> SMS_OPTIONS.contains(text);
            case TEXT, LARGE_TEXT -> true;
        };
        if (!kept) {
            return Optional.of(switch (type) {
                case EMAIL -> "EmailAddressRequirement";
                case DATE -> "DateRequirement";
                default -> "OptionListRequirement";
            });
        }
        return length > 0 && text.length() > length ? Optional.of("ValidTextLengthRequirement") : Optional.empty();
    }

    /** The text as it is kept; dates in whatever spelling they came are kept as an ISO instant. */
    String kept(String text) {
        return type == Type.DATE && !text.isEmpty() ? date(text).orElseThrow().toString() : text;
    }

    boolean isDate() {
        return type == Type.DATE;
    }

    boolean isOwn() {
        return property == null;
    }

    String statement() {
        return "{{Contact.Field(" + internalName + ")}}";
    }

    /** Name of the type in the Bulk field listing. */
    String dataType() {
        return switch (type) {
            case EMAIL -> "emailAddress";
            case DATE -> "date";
            default -> "string";
        };
    }

    static Optional<ContactField> ofInternalName(String name) {
        return Arrays.stream(values()).filter(field -> field.internalName.equals(name)).findFirst();
    }

    static Optional<ContactField> ofStatement(String statement) {
        return Arrays.stream(values()).filter(field -> field.statement().equals(statement)).findFirst();
    }

    static Optional<ContactField> ofOwnId(String id) {
        return own().stream().filter(field -> String.valueOf(field.id).equals(id)).findFirst();
    }

    static List<ContactField> own() {
        return Arrays.stream(values()).filter(ContactField::isOwn).toList();
    }


    private static Optional<Instant> date(String text) {
        return Times.parsePlain(text, ZoneOffset.UTC).or(() -> Times.parseUnix(text)).or(() -> Times.parseResource(text));
    }
}
