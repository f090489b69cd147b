package dev.heed.sandbox.eloqua;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page of a Bulk listing. An empty page has no {@code items} at all. */
record BulkPage(int limit, int offset) {

    private static final int LARGEST = 50_000;

    static BulkPage of(String limit, String offset) {
        return new BulkPage(number("limit", limit, 1, LARGEST), number("offset", offset, 0, Integer.MAX_VALUE));
    }

    Map<String, Object> show(List<?> all) {
        int from = Math.min(offset, all.size());
        List<?> items = all.subList(from, (int) Math.min((long) from + limit, all.size()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("totalResults", all.size());
        json.put("limit", limit);
        json.put("offset", offset);
        json.put("count", items.size());
        json.put("hasMore", from + items.size() < all.size());
        if (!items.isEmpty()) {
            json.put("items", items);
        }
        return json;
    }

    private static int number(String name, String text, int least, int most) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new BulkFailure(name, text, "Must be a number from " + least + " to " + most + ".");
        }
        return Integer.parseInt(text);
    }
}
