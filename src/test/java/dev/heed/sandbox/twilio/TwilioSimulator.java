package dev.heed.sandbox.twilio;

import dev.heed.sandbox.Faults;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.SimulatedSystem;
import dev.heed.sandbox.Writes;
import jakarta.annotation.PreDestroy;
import java.io.Serializable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Twilio Messaging with the Consent Management API, below {@code /twilio}. It accepts the account's SID with its auth
 * token, or the API key with its secret; both pairs are invented. It knows telephone numbers only: the addresses it is
 * told at enrolment serve the sandbox page.
 */
@Component
public final class TwilioSimulator implements SimulatedSystem {

    public static final String ACCOUNT_SID = "AC00000000000000000000000000000001";
    public static final String AUTH_TOKEN = "sandbox-twilio-auth-token";
    public static final String API_KEY_SID = "SK00000000000000000000000000000001";
    public static final String API_KEY_SECRET = "sandbox-twilio-key-secret";
    /** The sender with Advanced Opt-Out; {@link #SERVICE_NUMBER} is in its pool. */
    public static final String MESSAGING_SERVICE_SID = "MG00000000000000000000000000000001";
    public static final String SERVICE_NUMBER = "+15550199999";
    /** A sender of its own, with an opt-out list of its own. */
    public static final String LONE_NUMBER = "+15550199998";

    private static final Lever SMS =
            new Lever("sms", "Send an SMS from the customer's telephone", List.of("STOP", "START", "UNSUBSCRIBE", "HELP"));

    private final Map<String, String> numbers = new ConcurrentHashMap<>();
    private final Faults faults = new Faults();
    private final Writes writes = new Writes();
    private final OptOutList list = new OptOutList();
    private final MessageLog log = new MessageLog();
    private final Carrier carrier;
    private final RequestRate consentRate;

    TwilioSimulator(Clock clock, @Value("${sandbox.heed}") String heed,
                    @Value("${sandbox.twilio-webhook-url:}") String webhookUrl) {
        URI address = URI.create(heed.replaceAll("/+$", "") + "/in/twilio");
        Webhook webhook = new Webhook(address, webhookUrl.isEmpty() ? address.toString() : webhookUrl);
        consentRate = new RequestRate(100, Duration.ofMinutes(1), clock);
        carrier = new Carrier(list, log, webhook, faults, clock);
    }

    @Override
    public String name() {
        return "twilio";
    }

    @Override
    public String title() {
        return "Twilio";
    }

    @Override
    public void enrol(Person person) {
        numbers.put(key(person.email()), person.phone());
    }

    private record Memory(TreeMap<String, String> numbers, List<Consent> consents, List<Message> messages) implements Serializable {
    }

    @Override
    public Serializable memory() {
        synchronized (log) {
            return new Memory(new TreeMap<>(numbers), list.all(), log.all());
        }
    }

    @Override
    public void recall(Serializable memory) {
        Memory known = (Memory) memory;
        numbers.putAll(known.numbers());
        known.consents().forEach(list::store);
        known.messages().forEach(log::recall);
    }

    @Override
    public void reset() {
        numbers.clear();
        list.clear();
        log.clear();
        consentRate.clear();
        writes.clear();
        faults.clear();
    }

    @Override
    public Optional<Map<String, Object>> holds(String email) {
        // an SMS changes the list and the log: nobody may see one without the other
        synchronized (log) {
            return Optional.ofNullable(numbers.get(key(email))).map(this::record);
        }
    }

    private Map<String, Object> record(String number) {
        Sender sender = Sender.ALL.get(0);
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("contact_id", number);
        record.put("sender_id", sender.id());
        Optional<Consent> stored = list.consent(sender, number);
        record.put("blocked", stored.map(Consent::isOptOut).orElse(false));
        record.put("status", stored.map(Consent::status).orElse("none"));
        stored.ifPresent(consent -> {
            record.put("source", consent.source());
            record.put("date_of_consent", consent.dateOfConsent());
        });
        log.lastInbound(number).ifPresent(message -> {
            record.put("last_inbound_body", message.body());
            record.put("last_inbound_date_sent", Message.date(message.sent()));
        });
        return record;
    }

    @Override
    public List<Lever> levers() {
        return List.of(SMS);
    }

    @Override
    public void act(String email, String lever, String value) {
        String number = numbers.get(key(email));
        if (number == null) {
            throw new IllegalArgumentException("Twilio knows no number of this customer");
        }
        if (!lever.equals(SMS.id())) {
            throw new IllegalArgumentException("Twilio has no lever " + lever);
        }
        carrier.receive(number, Sender.ALL.get(0), value);
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public Writes writes() {
        return writes;
    }

    OptOutList list() {
        return list;
    }

    MessageLog log() {
        return log;
    }

    /** 100 requests of bulk consents a minute. */
    RequestRate consentRate() {
        return consentRate;
    }

    Carrier carrier() {
        return carrier;
    }

    @PreDestroy
    void close() {
        carrier.close();
    }

    private static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
