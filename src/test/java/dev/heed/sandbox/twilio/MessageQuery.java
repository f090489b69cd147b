package dev.heed.sandbox.twilio;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A look into the log of messages, newest first. A page token names the last message of the page before, so messages that
 * come in between do not shift what follows.
 */
final class MessageQuery {

    private static final String SINCE = "DateSent>";
    private static final String UNTIL = "DateSent<";
    private static final Set<String> KNOWN = Set.of("To", "From", SINCE, UNTIL, "PageSize", "Page", "PageToken");
    private static final int LARGEST_PAGE = 1000;

    private final Map<String, String> given = new LinkedHashMap<>();

    private MessageQuery(Parameters parameters) {
        KNOWN.stream().sorted().forEach(name -> given.put(name, parameters.one(name)));
        given.values().removeIf(value -> value == null);
    }

    static MessageQuery of(HttpServletRequest request) {
        return new MessageQuery(Parameters.of(request, KNOWN));
    }

    Map<String, Object> page(List<Message> newestFirst) {
        int size = number("PageSize", 50, 1, LARGEST_PAGE);
        int number = number("Page", 0, 0, Integer.MAX_VALUE);
        Instant since = instant(SINCE, Instant.MIN);
        Instant until = instant(UNTIL, Instant.MAX);
        List<Message> matching = newestFirst.stream()
                .filter(message -> is("To", message.to()) && is("From", message.from()))
                .filter(message -> !message.sent().isBefore(since) && !message.sent().isAfter(until))
                .toList();
        int start = start(matching);
        List<Message> page = matching.subList(start, Math.min(start + size, matching.size()));
        boolean more = start + page.size() < matching.size();

        Map<String, Object> json = new LinkedHashMap<>();
        json.put("messages", page.stream().map(Message::json).toList());
        json.put("page", number);
        json.put("page_size", size);
        json.put("start", start);
        json.put("end", Math.max(start, start + page.size() - 1));
        json.put("uri", uri(number, given.get("PageToken")));
        json.put("first_page_uri", uri(0, null));
        json.put("previous_page_uri", null);
        json.put("next_page_uri", more ? uri(number + 1, "PA" + page.get(page.size() - 1).sid()) : null);
        return json;
    }

    private int start(List<Message> matching) {
        String token = given.get("PageToken");
        if (token == null) {
            return 0;
        }
        for (int i = 0; i < matching.size(); i++) {
            if (token.equals("PA" + matching.get(i).sid())) {
                return i + 1;
            }
        }
        throw TwilioProblem.invalid("PageToken is not known");
    }

    private boolean is(String filter, String value) {
        return !given.containsKey(filter) || given.get(filter).equals(value);
    }

    private int number(String name, int otherwise, int least, int most) {
        try {
            int value = given.containsKey(name) ? Integer.parseInt(given.get(name)) : otherwise;
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw TwilioProblem.invalid(name + " is not a number");
        }
        throw TwilioProblem.invalid(name + " must be " + least + " to " + most);
    }

    private Instant instant(String name, Instant otherwise) {
        String value = given.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return value.contains("T") ? Instant.parse(value) : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw TwilioProblem.invalid(name + " is neither a date nor an instant in UTC");
        }
    }

    private String uri(int page, String token) {
        StringJoiner query = new StringJoiner("&");
        Map<String, String> parameters = new LinkedHashMap<>(given);
        parameters.put("Page", String.valueOf(page));
        parameters.put("PageToken", token);
        parameters.forEach((name, value) -> {
            if (value != null) {
                query.add(encode(name) + "=" + encode(value));
            }
        });
        return "/2010-04-01/Accounts/" + TwilioSimulator.ACCOUNT_SID + "/Messages.json?" + query;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
