package dev.heed.sandbox.responsys;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.heed.sandbox.responsys.CedEvent.Source;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The profile list. Telephone numbers are kept as an account set to E.164 keeps them: without the plus sign, and with the
 * country found out. Dates show in the account's own time zone. Thread-safe; rows leave it only under its lock.
 */
final class ContactList {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ResponsysSimulator.ACCOUNT_ZONE);

    private final Clock clock;
    private final Consumer<CedEvent> events;
    private final List<Row> rows = new ArrayList<>();
    private long riids = 20000;
    private long revisions;

    ContactList(Clock clock, Consumer<CedEvent> events) {
        this.clock = clock;
        this.events = events;
    }

    /** Every row that matches, oldest first: two rows may share an address. */
    synchronized List<Row> find(String column, String value) {
        String wanted = comparable(column, value);
        return rows.stream().filter(row -> wanted.equals(comparable(column, row.get(column)))).toList();
    }

    synchronized Optional<Row> first(String column, String value) {
        return find(column, value).stream().findFirst();
    }

    synchronized Row insert(Map<String, String> values, Source source) {
        Row row = new Row();
        row.put("RIID_", String.valueOf(++riids));
        row.put("CREATED_DATE_", DATE.format(clock.instant()));
        row.put("EMAIL_DELIVERABILITY_STATUS_", "D");
        row.put("EMAIL_FORMAT_", "U");
        rows.add(row);
        change(row, values, source);
        return row;
    }

    /** A row put there by an import job: of its permissions no event tells. */
    synchronized void load(Map<String, String> values) {
        insert(values, null);
    }

    synchronized void change(Row row, Map<String, String> values, Source source) {
        Row before = row.twin();
        values.forEach(row::put);
        derive(row);
        row.put("MODIFIED_DATE_", DATE.format(clock.instant()));
        row.revision(++revisions);
        if (source != null) {
            tell(before, row, source, clock.instant());
        }
    }

    synchronized void delete(Row row) {
        rows.remove(row);
    }

    record Memory(List<Row> rows, long riids, long revisions) implements Serializable {
    }

    synchronized Memory memory() {
        return new Memory(rows.stream().map(Row::twin).toList(), riids, revisions);
    }

    synchronized void recall(Memory memory) {
        rows.addAll(memory.rows());
        riids = memory.riids();
        revisions = memory.revisions();
    }

    synchronized void clear() {
        rows.clear();
    }

    /** Number of the newest change, to be handed to {@link #changedSince} later. */
    synchronized long revision() {
        return revisions;
    }

    synchronized List<List<String>> changedSince(long revision, List<String> columns) {
        return rows.stream().filter(row -> row.revision() > revision).map(row -> row.copy(columns)).toList();
    }

    private void tell(Row before, Row row, Source source, Instant now) {
        for (Channel channel : Channel.values()) {
            String status = row.get(channel.status);
            CedType type = channel.event(status);
            if (type != null && status != null && !Objects.equals(status, before.get(channel.status))
                    && row.get(channel.address) != null) {
                String kind = row.get(channel == Channel.EMAIL ? "EMAIL_FORMAT_" : "MOBILE_COUNTRY_");
                events.accept(new CedEvent(type, row.get("RIID_"), row.get("CUSTOMER_ID_"), now, row.get(channel.address), kind, source));
            }
        }
    }

    private static void derive(Row row) {
        String email = row.get("EMAIL_ADDRESS_");
        row.put("EMAIL_MD5_HASH_", email == null ? null : hash("MD5", email));
        row.put("EMAIL_SHA256_HASH_", email == null ? null : hash("SHA-256", email));
        String mobile = row.get("MOBILE_NUMBER_");
        if (mobile != null) {
            row.put("MOBILE_NUMBER_", digits(mobile));
            if (row.get("MOBILE_COUNTRY_") == null) {
                row.put("MOBILE_COUNTRY_", country(mobile));
            }
        }
    }

    private static String comparable(String column, String value) {
        if (value == null) {
            return "";
        }
        return switch (column) {
            case "EMAIL_ADDRESS_", "EMAIL_MD5_HASH_", "EMAIL_SHA256_HASH_" -> value.toLowerCase(Locale.ROOT);
            case "MOBILE_NUMBER_" -> digits(value);
            default -> value;
        };
    }

    private static String digits(String mobile) {
        return mobile.startsWith("+") ? mobile.substring(1) : mobile;
    }

    private static String country(String mobile) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            return numbers.getRegionCodeForCountryCode(numbers.parse("+" + digits(mobile), null).getCountryCode());
        } catch (NumberParseException e) {
            return null;
        }
    }

    private static String hash(String algorithm, String email) {
        try {
            byte[] address = email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(address));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
