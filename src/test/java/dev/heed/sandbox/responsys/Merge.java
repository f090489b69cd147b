package dev.heed.sandbox.responsys;

import dev.heed.sandbox.Writes;
import dev.heed.sandbox.responsys.CedEvent.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Carries a merge out, row by row. A row that fails says so in its place; n counts from 0, as in the published example.
 * A row that found no match and may not be inserted fails with {@code RECORD_NOT_FOUND}: the vendor does not publish its
 * code. A match with several rows changes the oldest only. A row that repeats what is there still sets the date of change.
 */
final class Merge {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@|]+@[^\\s@|]+\\.[^\\s@|]+");

    private final ContactList list;
    private final Writes writes;

    /** One row cannot be merged; the others can. */
    private static final class RowRefused extends Exception {
        RowRefused(String reason) {
            super(reason, null, false, false);
        }
    }

    Merge(ContactList list, Writes writes) {
        this.list = list;
        this.writes = writes;
    }

    /** For each record its RIID, or why it failed. */
    List<List<String>> apply(MergeRequest request) {
        synchronized (list) {
            List<List<String>> results = new ArrayList<>();
            for (Map<String, String> sent : request.rows()) {
                results.add(List.of(result(results.size(), sent, request.mergeRule())));
            }
            return results;
        }
    }

    private String result(int number, Map<String, String> sent, MergeRule rule) {
        try {
            return one(sent, rule);
        } catch (RowRefused refused) {
            return "MERGEFAILED: Record " + number + " = " + refused.getMessage();
        }
    }

    private String one(Map<String, String> sent, MergeRule rule) throws RowRefused {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> field : sent.entrySet()) {
            Column column = Column.named(field.getKey()).orElseThrow();
            String value = value(column, field.getValue(), rule);
            if (column.writable()) {
                values.put(column.name(), value);
            }
        }
        Row row = match(sent, rule);
        rejectEmptyChannels(row, values, rule);
        if (row == null) {
            row = insert(sent, values, rule);
        } else if (rule.updateOnMatch().equals("NO_UPDATE")) {
            return row.get("RIID_");
        } else {
            list.change(row, values, Source.NONE);
        }
        writes.add(row.get("RIID_"), new LinkedHashMap<>(sent));
        return row.get("RIID_");
    }

    private Row match(Map<String, String> sent, MergeRule rule) throws RowRefused {
        Predicate<Row> also = row -> true;
        for (String column : rule.matchColumns()) {
            String value = sent.get(column);
            if (value.isEmpty()) {
                throw new RowRefused("INVALID_PARAMETER: The match column " + column + " is empty");
            }
            List<Row> found = list.find(column, value);
            also = also.and(found::contains);
        }
        String first = rule.matchColumns().get(0);
        return list.find(first, sent.get(first)).stream().filter(also).findFirst().orElse(null);
    }

    private Row insert(Map<String, String> sent, Map<String, String> values, MergeRule rule) throws RowRefused {
        if (!rule.insertOnNoMatch() || sent.containsKey("RIID_")) {
            throw new RowRefused("RECORD_NOT_FOUND: No record matches " + String.join(" AND ", rule.matchColumns()));
        }
        for (Channel channel : Channel.values()) {
            if (values.getOrDefault(channel.status, "").isEmpty()) {
                values.put(channel.status, rule.defaultStatus());
            }
        }
        return list.insert(values, Source.NONE);
    }

    private static void rejectEmptyChannels(Row row, Map<String, String> values, MergeRule rule) throws RowRefused {
        for (Channel channel : rule.rejectedIfEmpty()) {
            String held = row == null || channel.address == null ? "" : row.get(channel.address);
            String address = channel.address == null ? "" : values.getOrDefault(channel.address, held);
            if (address == null || address.isEmpty()) {
                throw new RowRefused("INVALID_PARAMETER: Record rejected, channel " + channel.letter + " is empty");
            }
        }
    }

    /** The value as the column will hold it. */
    private static String value(Column column, String sent, MergeRule rule) throws RowRefused {
        boolean valid = switch (column.name()) {
            case "RIID_" -> sent.matches("\\d{1,18}");
            case "EMAIL_ADDRESS_" -> sent.isEmpty() || ADDRESS.matcher(sent).matches();
            case "EMAIL_DELIVERABILITY_STATUS_" -> sent.matches("[DU]?");
            case "MOBILE_NUMBER_" -> sent.matches("(\\+?\\d{4,20})?");
            default -> true;
        };
        if (!valid) {
            throw invalid(column, sent);
        }
        String value = sent;
        if (column.isPermission() && !sent.isEmpty()) {
            value = permission(column, sent, rule);
        } else if (column.name().equals("EMAIL_FORMAT_")) {
            value = sent.equals(rule.htmlValue()) ? "H" : sent.equals(rule.textValue()) ? "T" : "U";
        }
        if (column.length() > 0 && value.codePointCount(0, value.length()) > column.length()) {
            throw invalid(column, sent);
        }
        return value;
    }

    private static String permission(Column column, String sent, MergeRule rule) throws RowRefused {
        if (sent.equals(rule.optinValue())) {
            return "I";
        }
        if (sent.equals(rule.optoutValue())) {
            return "O";
        }
        throw invalid(column, sent);
    }

    private static RowRefused invalid(Column column, String sent) {
        return new RowRefused("INVALID_PARAMETER: The value " + sent + " is not valid for " + column.name());
    }
}
