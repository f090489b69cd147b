package dev.heed.sandbox.responsys;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A column of {@code CONTACTS_LIST}.
 *
 * @param length in characters, 0 where the type has none
 */
record Column(String name, String type, int length, boolean writable) {

    static final List<Column> ALL = List.of(
            new Column("RIID_", "INTEGER", 0, false),
            new Column("CUSTOMER_ID_", "STR255", 255, true),
            new Column("EMAIL_ADDRESS_", "STR500", 500, true),
            new Column("EMAIL_PERMISSION_STATUS_", "CHAR", 1, true),
            new Column("EMAIL_PERMISSION_REASON_", "STR255", 255, true),
            new Column("EMAIL_DELIVERABILITY_STATUS_", "CHAR", 1, true),
            new Column("EMAIL_FORMAT_", "CHAR", 1, true),
            new Column("EMAIL_MD5_HASH_", "STR50", 50, false),
            new Column("EMAIL_SHA256_HASH_", "STR100", 100, false),
            new Column("MOBILE_NUMBER_", "STR50", 50, true),
            new Column("MOBILE_COUNTRY_", "STR25", 25, true),
            new Column("MOBILE_PERMISSION_STATUS_", "CHAR", 1, true),
            new Column("MOBILE_PERMISSION_REASON_", "STR255", 255, true),
            new Column("POSTAL_PERMISSION_STATUS_", "CHAR", 1, true),
            new Column("POSTAL_PERMISSION_REASON_", "STR255", 255, true),
            new Column("LANGUAGE", "STR10", 10, true),
            new Column("CONTACT_WISH", "STR500", 500, true),
            new Column("CREATED_DATE_", "TIMESTAMP", 0, false),
            new Column("MODIFIED_DATE_", "TIMESTAMP", 0, false));

    static final List<String> NAMES = ALL.stream().map(Column::name).toList();

    /** The columns a merge or a retrieval may match on. */
    static final List<String> KEYS = List.of("RIID_", "CUSTOMER_ID_", "EMAIL_ADDRESS_", "MOBILE_NUMBER_",
            "EMAIL_MD5_HASH_", "EMAIL_SHA256_HASH_");

    private static final Map<String, Column> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Column::name, Function.identity()));
    private static final Map<String, Channel> STATUS =
            Arrays.stream(Channel.values()).collect(Collectors.toUnmodifiableMap(channel -> channel.status, Function.identity()));

    /** Column names come in any case; the list itself spells them in capitals. */
    static Optional<Column> named(String name) {
        return Optional.ofNullable(name).map(given -> BY_NAME.get(given.toUpperCase(Locale.ROOT)));
    }

    boolean isKey() {
        return KEYS.contains(name);
    }

    boolean isHash() {
        return name.endsWith("_HASH_");
    }

    boolean isPermission() {
        return STATUS.containsKey(name);
    }
}
