package dev.heed.sandbox.dynamics365;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position in a paged answer, which travels in {@code $skiptoken} as the real one's paging cookie does.
 *
 * @param after rows already given; in a read of changes, the place of the last one given
 * @param since in a read of changes, the version the caller knows already
 * @param until in a read of changes, the last version it covers, so that what changes while paging is left to the next read; else 0
 */
record Page(int number, long after, long since, long until) {

    private static final Pattern COOKIE = Pattern.compile(
            "<cookie pagenumber=\"(\\d{1,9})\" after=\"(\\d{1,18})\" since=\"(\\d{1,18})\" until=\"(\\d{1,18})\" />");

    static Page first() {
        return new Page(1, 0, 0, 0);
    }

    static Page parse(String token) {
        Matcher cookie = COOKIE.matcher(token);
        if (!cookie.matches()) {
            throw WebApiException.badRequest("Malformed XML in the Paging Cookie");
        }
        return new Page(Integer.parseInt(cookie.group(1)), Long.parseLong(cookie.group(2)), Long.parseLong(cookie.group(3)),
                Long.parseLong(cookie.group(4)));
    }

    boolean tracking() {
        return until > 0;
    }

    String tokenAfter(long newAfter) {
        return "<cookie pagenumber=\"%s\" after=\"%s\" since=\"%s\" until=\"%s\" />".formatted(number + 1, newAfter, since, until);
    }
}
