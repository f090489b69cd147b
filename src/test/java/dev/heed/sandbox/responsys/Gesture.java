package dev.heed.sandbox.responsys;

import dev.heed.sandbox.SimulatedSystem.Lever;
import dev.heed.sandbox.responsys.CedEvent.Source;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a recipient or a user of the system can do. */
enum Gesture {

    EMAIL_PERMISSION_STATUS_("Recipient clicks the link in an e-mail (O = out, I = in)", Source.LINK, "Link in e-mail", "O", "I"),
    MOBILE_PERMISSION_STATUS_("Recipient answers a text message (O = STOP, I = START)", Source.KEYWORD, "Keyword by SMS", "O", "I"),
    POSTAL_PERMISSION_STATUS_("Agent sets the postal permission (O = out, I = in)", Source.NONE, "Set by an agent", "O", "I"),
    LANGUAGE("Agent sets the language", Source.NONE, null),
    CONTACT_WISH("Agent notes the wish about contact", Source.NONE, null),
    DELETE("Agent deletes the recipient from the list", Source.NONE, null);

    final Source source;
    private final String label;
    private final String reason;
    private final List<String> choices;

    Gesture(String label, Source source, String reason, String... choices) {
        this.label = label;
        this.source = source;
        this.reason = reason;
        this.choices = List.of(choices);
    }

    static List<Lever> levers() {
        return Arrays.stream(values()).map(gesture -> new Lever(gesture.name(), gesture.label, gesture.choices)).toList();
    }

    static Gesture of(String lever, String value) {
        Gesture gesture = valueOf(lever);
        if (!gesture.choices.isEmpty() && !gesture.choices.contains(value)) {
            throw new IllegalArgumentException(lever + " cannot be " + value);
        }
        Column.named(lever).filter(column -> value.codePointCount(0, value.length()) > column.length()).ifPresent(column -> {
            throw new IllegalArgumentException(lever + " takes " + column.length() + " characters");
        });
        return gesture;
    }

    /** A permission takes the reason column with it, and so overwrites whatever mark an integrator had left there. */
    Map<String, String> values(String value) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(name(), value);
        if (reason != null) {
            values.put(name().replace("_STATUS_", "_REASON_"), reason);
        }
        return values;
    }
}
