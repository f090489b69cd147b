package dev.heed.sandbox.eloqua;

/** The sync status codes that occur here, with their native messages. */
enum StatusCode {

    PROCESSED("ELQ-00001", "Total records processed."),
    INVALID_EMAIL("ELQ-00002", "Invalid email addresses."),
    CREATED("ELQ-00004", "Contacts created."),
    DUPLICATE_EMAIL("ELQ-00011", "Duplicate email addresses."),
    UNSUBSCRIBED("ELQ-00017", "Contacts email marked as unsubscribed."),
    UPDATED("ELQ-00022", "Contacts updated."),
    DUPLICATE_IDENTIFIER("ELQ-00026", "Duplicate identifier."),
    MALFORMED("ELQ-00032", "Malformed records."),
    ADDRESSES_CREATED("ELQ-00033", "Email addresses created."),
    UNMATCHED("ELQ-00034", "Total unmatched records."),
    ADDRESSES_UPDATED("ELQ-00035", "Email addresses updated."),
    EXISTS("ELQ-00048", "Contact already exists."),
    REJECTED("ELQ-00060", "Total rejected records."),
    MISSING_FIELDS("ELQ-00061", "Rejected records (missing fields)."),
    RESULT("ELQ-00101", "Sync processed for sync {id}, resulting in {status} status."),
    EXPORTED("ELQ-00102", "Successfully exported members to csv file."),
    FAILED("ELQ-00107", "There was an error processing the sync."),
    GROUP_SUBSCRIBED("ELQ-00115", "Subscribed members to Email Group {groupId}."),
    GROUP_UNSUBSCRIBED("ELQ-00116", "Unsubscribed members from Email Group {groupId}."),
    SUBSCRIBED("ELQ-00138", "Contacts email marked as subscribed.");

    final String code;
    final String message;

    StatusCode(String code, String message) {
        this.code = code;
        this.message = message;
    }
}
