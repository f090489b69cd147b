package dev.heed.sandbox.twilio;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who is blocked for which sender, and the consent record beside it. */
final class OptOutList {

    private record Entry(String sender, String number) {
    }

    private final Set<Entry> blocked = ConcurrentHashMap.newKeySet();
    private final Map<Entry, Consent> consents = new ConcurrentHashMap<>();

    /** A telephone said it: the list obeys and the record names the message as its source. */
    void obey(Keyword keyword, Sender sender, String number, Instant at) {
        String date = at.truncatedTo(ChronoUnit.SECONDS).toString();
        switch (keyword) {
            case STOP -> store(new Consent(number, sender.id(), Consent.OPT_OUT, "opt-out-message", date));
            case START -> store(new Consent(number, sender.id(), Consent.OPT_IN, "opt-in-message", date));
            case HELP -> { }
        }
    }

    /** The last word wins, whichever way it came: an opt-in overrides an earlier STOP. */
    synchronized void store(Consent consent) {
        Entry entry = new Entry(consent.senderId(), consent.contactId());
        consents.put(entry, consent);
        if (consent.isOptOut()) {
            blocked.add(entry);
        } else {
            blocked.remove(entry);
        }
    }

    boolean blocks(Sender sender, String number) {
        return blocked.contains(new Entry(sender.id(), number));
    }

    Optional<Consent> consent(Sender sender, String number) {
        return Optional.ofNullable(consents.get(new Entry(sender.id(), number)));
    }

    synchronized void clear() {
        blocked.clear();
        consents.clear();
    }
}
