package dev.heed.sandbox.responsys;

/** A way to reach a recipient, with the columns of the list that speak of it. */
enum Channel {

    EMAIL("E", "EMAIL_ADDRESS_"),
    MOBILE("M", "MOBILE_NUMBER_"),
    /** The list of this account has no column for a postal address. */
    POSTAL("P", null);

    final String letter;
    final String address;
    final String status = name() + "_PERMISSION_STATUS_";
    final String reason = name() + "_PERMISSION_REASON_";

    Channel(String letter, String address) {
        this.letter = letter;
        this.address = address;
    }

    /** The file type of contact event data for a change of this channel's permission; null for post, of which no file tells. */
    CedType event(String status) {
        boolean in = "I".equals(status);
        return switch (this) {
            case EMAIL -> in ? CedType.OPT_IN : CedType.OPT_OUT;
            case MOBILE -> in ? CedType.SMS_OPT_IN : CedType.SMS_OPT_OUT;
            case POSTAL -> null;
        };
    }
}
