package dev.heed.sandbox.responsys;

import java.util.List;

/**
 * A file type of contact event data: the middle of the file name and the columns. The SMS columns follow the published SMS
 * layouts (number and country instead of address and format); the event type ids of the SMS files are taken to be those
 * of e-mail, because their own are not published.
 */
enum CedType {

    OPT_OUT(7, "EMAIL", "EMAIL_FORMAT"),
    OPT_IN(21, "EMAIL", "EMAIL_FORMAT"),
    SMS_OPT_OUT(7, "MOBILE_NUMBER", "COUNTRY_CODE"),
    SMS_OPT_IN(21, "MOBILE_NUMBER", "COUNTRY_CODE");

    final int eventTypeId;
    final List<String> columns;

    CedType(int eventTypeId, String contact, String kind) {
        this.eventTypeId = eventTypeId;
        this.columns = List.of("EVENT_TYPE_ID", "ACCOUNT_ID", "LIST_ID", "RIID", "CUSTOMER_ID", "EVENT_CAPTURED_DT",
                "EVENT_STORED_DT", "CAMPAIGN_ID", "LAUNCH_ID", contact, kind, "SOURCE", "REASON", "CONTACT_INFO");
    }
}
