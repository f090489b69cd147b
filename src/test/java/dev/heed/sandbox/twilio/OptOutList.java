package dev.heed.sandbox.twilio;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The consent record of each number for each sender; who is recorded as opted out is blocked. */
final class OptOutList {

    private record Entry(String sender, String number) {
    }

    private final Map<Entry, Consent> consents = new ConcurrentHashMap<>();

    /** A telephone said it: the list obeys and the record names the message as its source. {@code at} is to the second. */
    void obey(Keyword keyword, Sender sender, String number, Instant at) {
        String date = at.toString();
        switch (keyword) {
            case STOP -> store(new Consent(number, sender.id(), Consent.OPT_OUT, "opt-out-message", date));
            case START -> store(new Consent(number, sender.id(), Consent.OPT_IN, "opt-in-message", date));
            case HELP -> { }
        }
    }

    /** The last word wins, whichever way it came: an opt-in overrides an earlier STOP. */
    void store(Consent consent) {
        consents.put(new Entry(consent.senderId(), consent.contactId()), consent);
    }

    boolean blocks(Sender sender, String number) {
        return consent(sender, number).map(Consent::isOptOut).orElse(false);
    }

    Optional<Consent> consent(Sender sender, String number) {
        return Optional.ofNullable(consents.get(new Entry(sender.id(), number)));
    }

    List<Consent> all() {
        return List.copyOf(consents.values());
    }

    void clear() {
        consents.clear();
    }
}
