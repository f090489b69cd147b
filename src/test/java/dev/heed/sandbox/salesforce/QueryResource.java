package dev.heed.sandbox.salesforce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** SOQL over the contacts, a page at a time. What is found is fixed when the query is put; later pages do not change. */
@RestController("salesforceQueryResource")
@RequestMapping("/salesforce/services/data/{version}")
final class QueryResource {

    private static final int PAGE = 2000;
    private static final int SMALLEST_PAGE = 200;
    private static final int OPEN_CURSORS = 10;
    private static final Pattern BATCH_SIZE = Pattern.compile("(?:^|,)\\s*batchSize\\s*=\\s*(\\d{1,9})");

    private record Cursor(List<Map<String, Object>> records, int page) {
    }

    private final Contacts contacts;
    private final Map<String, Cursor> cursors = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cursor> eldest) {
            return size() > OPEN_CURSORS;
        }
    };
    private long serial;

    QueryResource(Contacts contacts) {
        this.contacts = contacts;
    }

    @GetMapping("/query")
    Map<String, Object> query(@PathVariable String version, @RequestParam(defaultValue = "") String q,
                              @RequestHeader(value = "Sforce-Query-Options", required = false) String options) {
        return first(version, q, options, false);
    }

    @GetMapping("/queryAll")
    Map<String, Object> queryAll(@PathVariable String version, @RequestParam(defaultValue = "") String q,
                                 @RequestHeader(value = "Sforce-Query-Options", required = false) String options) {
        return first(version, q, options, true);
    }

    @GetMapping("/query/{locator}")
    Map<String, Object> more(@PathVariable String version, @PathVariable String locator) {
        int dash = locator.lastIndexOf('-');
        Cursor cursor = cursor(dash < 0 ? locator : locator.substring(0, dash));
        if (cursor == null || !locator.substring(dash + 1).matches("\\d{1,9}")
                || Integer.parseInt(locator.substring(dash + 1)) > cursor.records().size()) {
            throw ApiException.badRequest("INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        return page(version, locator.substring(0, dash), cursor, Integer.parseInt(locator.substring(dash + 1)));
    }

    private Map<String, Object> first(String version, String soql, String options, boolean deletedToo) {
        SoqlQuery query = SoqlParser.parse(soql);
        List<Map<String, Object>> records = query.select(contacts.all(), deletedToo).stream()
                .map(contact -> RecordView.of(version, contact, query.fields())).toList();
        var cursor = new Cursor(records, pageSize(options));
        return page(version, open(cursor), cursor, 0);
    }

    private static Map<String, Object> page(String version, String locator, Cursor cursor, int from) {
        int to = Math.min(cursor.records().size(), from + cursor.page());
        boolean done = to == cursor.records().size();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("totalSize", cursor.records().size());
        answer.put("done", done);
        if (!done) {
            answer.put("nextRecordsUrl", "/services/data/" + version + "/query/" + locator + "-" + to);
        }
        answer.put("records", cursor.records().subList(from, to));
        return answer;
    }

    private synchronized String open(Cursor cursor) {
        String locator = String.format(Locale.ROOT, "01g5e%014d", ++serial);
        cursors.put(locator, cursor);
        return locator;
    }

    private synchronized Cursor cursor(String locator) {
        return cursors.get(locator);
    }

    private static int pageSize(String options) {
        Matcher size = BATCH_SIZE.matcher(options == null ? "" : options);
        return size.find() ? Math.max(SMALLEST_PAGE, Math.min(PAGE, Integer.parseInt(size.group(1)))) : PAGE;
    }
}
