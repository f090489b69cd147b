package dev.heed.sandbox.dynamics365;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far a caller has read, and when: {@code 800101!08/22/2024 08:10:44}. It lives a week. */
record DeltaToken(long version, Instant at) {

    private static final Duration LIFE = Duration.ofDays(7);
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})!(.+)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ROOT);

    static DeltaToken parse(String token, Instant now) {
        Matcher form = FORM.matcher(token);
        if (!form.matches()) {
            throw WebApiException.badRequest("The delta token '" + token + "' is not valid.");
        }
        DeltaToken read;
        try {
            read = new DeltaToken(Long.parseLong(form.group(1)), LocalDateTime.parse(form.group(2), TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw WebApiException.badRequest("The delta token '" + token + "' is not valid.");
        }
        if (read.at.plus(LIFE).isBefore(now)) {
            throw expired(400);
        }
        return read;
    }

    static WebApiException expired(int status) {
        return new WebApiException(status, "0x80044352", "Version stamp associated with the client has expired. Please perform a full sync.");
    }

    @Override
    public String toString() {
        return version + "!" + TIME.format(at.atOffset(ZoneOffset.UTC));
    }
}
