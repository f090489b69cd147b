package dev.heed.sandbox.responsys;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A row of a contact event data file: a permission changed.
 *
 * @param kind   format of the address ({@code H}, {@code T}, {@code U}) or country of the number
 * @param source what brought it about; only a campaign's recipient leaves one
 */
record CedEvent(CedType type, String riid, String customerId, Instant captured, String contact, String kind, Source source) implements Serializable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** Where a change of permission came from. The feed names no author: API, import and user interface all look alike. */
    enum Source {
        LINK, KEYWORD, NONE
    }

    List<String> values(Instant stored) {
        boolean campaign = source != Source.NONE;
        return Arrays.asList(
                String.valueOf(type.eventTypeId), ResponsysSimulator.ACCOUNT_ID, ResponsysSimulator.LIST_ID,
                riid, text(customerId), TIME.format(captured), TIME.format(stored),
                campaign ? "334455" : "", campaign ? "778899" : "",
                text(contact), text(kind), campaign ? source.name() : "", "", text(contact));
    }

    /** The exporter keeps one record on one line: it replaces line breaks with spaces. */
    private static String text(String value) {
        return value == null ? "" : value.replaceAll("\\R", " ");
    }
}
