package dev.heed.sandbox.twilio;

import java.io.Serializable;

/**
 * The consent stored for a number and a sender.
 *
 * @param status        {@code opt-in} or {@code opt-out}
 * @param dateOfConsent ISO 8601 as it was sent, empty where it was not
 */
record Consent(String contactId, String senderId, String status, String source, String dateOfConsent) implements Serializable {

    static final String OPT_IN = "opt-in";
    static final String OPT_OUT = "opt-out";

    boolean isOptOut() {
        return status.equals(OPT_OUT);
    }
}
