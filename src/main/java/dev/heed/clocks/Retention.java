package dev.heed.clocks;

import dev.heed.deadline.Deadlines;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Drops what is past retention, once a day. Used by the routes as {@code retention}. */
@Component
public class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    /** A transaction each, so that nobody waits behind the work of seven years. */
    private static final int AT_ONCE = 5_000;

    private final PastRetention past;
    private final Deadlines deadlines;
    private final Clock clock;

    Retention(PastRetention past, Deadlines deadlines, Clock clock) {
        this.past = past;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** Does nothing if it was done today. */
    public void run() {
        Instant now = clock.instant();
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (past.begin(day, now)) {
            Map<String, Long> figures = drop(day);
            past.end(day, figures, clock.instant());
            LOG.info("Retention: {}", figures);
        }
    }

    private Map<String, Long> drop(LocalDate day) {
        Map<String, Long> figures = new HashMap<>(Map.of("deliveries", 0L, "receipts", 0L, "ledgerPast", 0L));
        // before the deliveries and messages that they are about
        Instant longest = before(day, deadlines.retention(null));
        figures.put("parked", all(PastRetention.PARKED, longest, null));
        for (String jurisdiction : past.jurisdictions(before(day, deadlines.shortestRetention()))) {
            Instant before = before(day, deadlines.retention(jurisdiction));
            figures.merge("deliveries", all(PastRetention.DELIVERIES, before, jurisdiction), Long::sum);
            figures.merge("receipts", all(PastRetention.RECEIPTS, before, jurisdiction), Long::sum);
            figures.merge("ledgerPast", past.staying(before, jurisdiction), Long::sum);
        }
        // a message does not say under which laws it falls
        figures.put("messages", all(PastRetention.MESSAGES, longest, null));
        figures.put("keys", all(PastRetention.KEYS, longest, null));
        return figures;
    }

    private long all(String what, Instant before, String jurisdiction) {
        long dropped = 0;
        int last;
        do {
            last = past.drop(what, before, jurisdiction, AT_ONCE);
            dropped += last;
        } while (last == AT_ONCE);
        return dropped;
    }

    private static Instant before(LocalDate day, Period kept) {
        return day.minus(kept).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
