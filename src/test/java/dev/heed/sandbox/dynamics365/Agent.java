package dev.heed.sandbox.dynamics365;

import dev.heed.sandbox.SimulatedSystem.Lever;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What the people who work in the environment do to a customer's rows. */
final class Agent {

    private static final List<String> YES_OR_NO = List.of("true", "false");
    private static final List<String> ANSWERS = List.of("Opted In", "Opted Out");
    private static final int EMAIL = 534120000;
    private static final int TEXT_MESSAGE = 534120001;
    private static final int PURPOSE = 534120000;
    private static final int TOPIC = 534120001;
    private static final int NO_REASON = 534119999;
    private static final int FROM_PREFERENCE_PAGE = 534120001;
    private static final int FROM_TEXT_MESSAGE = 534120002;

    static final List<Lever> LEVERS = List.of(
            new Lever("donotbulkemail", "Bulk e-mail: do not allow", YES_OR_NO),
            new Lever("donotphone", "Phone: do not allow", YES_OR_NO),
            new Lever("donotbulkpostalmail", "Bulk post: do not allow", YES_OR_NO),
            new Lever("new_preferredlanguage", "Preferred language", List.of()),
            new Lever("new_contactwish", "Contact wish", List.of()),
            new Lever("consent_text_message", "Consent, text message, Commercial", ANSWERS),
            new Lever("consent_email", "Consent, e-mail, Commercial", ANSWERS),
            new Lever("consent_topic_newsletter", "Consent, e-mail, topic Newsletter", ANSWERS),
            new Lever("consent_topic_offers", "Consent, e-mail, topic Offers", ANSWERS),
            new Lever("delete_contact", "Delete the contact", List.of("delete")));

    private final Database database;

    Agent(Database database) {
        this.database = database;
    }

    void act(String email, String lever, String value) {
        database.write(Dynamics365Simulator.AGENT, transaction -> {
            Row contact = contact(email);
            switch (lever) {
                case "donotbulkemail", "donotphone", "donotbulkpostalmail" ->
                        transaction.update(contact, Map.of(lever, Boolean.valueOf(chosen(YES_OR_NO, value))));
                case "new_preferredlanguage", "new_contactwish" -> transaction.update(contact, Map.of(lever,
                        Payload.value(contact.table(), contact.table().column(lever), Json.object().textNode(value))));
                case "consent_text_message" -> consent(transaction, Map.of("msdynmkt_contactpointvalue", phone(contact),
                        "msdynmkt_contactpointtype", TEXT_MESSAGE, "msdynmkt_contactpointconsenttype", PURPOSE,
                        "msdynmkt_purposeid", Dynamics365Simulator.COMMERCIAL), value, FROM_TEXT_MESSAGE);
                case "consent_email" -> consent(transaction, Map.of("msdynmkt_contactpointvalue", contact.get("emailaddress1"),
                        "msdynmkt_contactpointtype", EMAIL, "msdynmkt_contactpointconsenttype", PURPOSE,
                        "msdynmkt_purposeid", Dynamics365Simulator.COMMERCIAL), value, FROM_PREFERENCE_PAGE);
                case "consent_topic_newsletter" -> topic(transaction, contact, Dynamics365Simulator.NEWSLETTER, value);
                case "consent_topic_offers" -> topic(transaction, contact, Dynamics365Simulator.OFFERS, value);
                case "delete_contact" -> transaction.delete(contact);
                default -> throw new IllegalArgumentException("no lever '" + lever + "'");
            }
            return null;
        });
    }

    private void topic(Transaction transaction, Row contact, UUID topic, String value) {
        consent(transaction, Map.of("msdynmkt_contactpointvalue", contact.get("emailaddress1"), "msdynmkt_contactpointtype", EMAIL,
                "msdynmkt_contactpointconsenttype", TOPIC, "msdynmkt_purposeid", Dynamics365Simulator.COMMERCIAL,
                "msdynmkt_topicid", topic), value, FROM_PREFERENCE_PAGE);
    }

    /** Sets every row of that address, kind, purpose and topic; makes one if there is none. */
    private void consent(Transaction transaction, Map<String, Object> identity, String answer, int source) {
        Map<String, Object> said = Map.of("msdynmkt_value", 534120001 + ANSWERS.indexOf(chosen(ANSWERS, answer)), "msdynmkt_source", source);
        List<Row> held = database.rows(Schema.CONSENT).stream().filter(row -> identity.entrySet().stream()
                .allMatch(column -> same(row.get(column.getKey()), column.getValue()))).toList();
        held.forEach(row -> transaction.update(row, said));
        if (held.isEmpty()) {
            Map<String, Object> all = new HashMap<>(identity);
            all.put("msdynmkt_logicalreason", NO_REASON);
            all.putAll(said);
            transaction.create(Schema.CONSENT, UUID.randomUUID(), all);
        }
    }

    private Row contact(String email) {
        return database.rows(Schema.CONTACT).stream().filter(row -> same(row.get("emailaddress1"), email)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no contact has this e-mail address"));
    }

    private static Object phone(Row contact) {
        return Optional.ofNullable(contact.get("mobilephone"))
                .orElseThrow(() -> new IllegalArgumentException("the contact has no mobile phone"));
    }

    private static String chosen(List<String> values, String value) {
        if (!values.contains(value)) {
            throw new IllegalArgumentException("'" + value + "' is not one of " + values);
        }
        return value;
    }

    static boolean same(Object held, Object wanted) {
        return held instanceof String a && wanted instanceof String b
                ? Database.folded(a).equals(Database.folded(b)) : Objects.equals(held, wanted);
    }
}
