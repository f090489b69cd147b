package dev.heed.sandbox.eloqua;

import dev.heed.sandbox.SimulatedSystem.Lever;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What people do in the instance: recipients click in e-mails and on the subscription page, agents edit fields. */
final class Hands {

    static final String GLOBAL = "Global";

    private static final List<String> CLICKS = List.of("Unsubscribe", "Subscribe");

    static final List<Lever> LEVERS = List.of(
            new Lever(GLOBAL, "All e-mail (the recipient's click)", CLICKS),
            new Lever("Newsletter", "E-mail group Newsletter (the recipient's click)", CLICKS),
            new Lever("Offers", "E-mail group Offers (the recipient's click)", CLICKS),
            new Lever(ContactField.SMS_CONSENT.internalName, "SMS consent (edited by an agent)",
                    Stream.concat(ContactField.SMS_OPTIONS.stream(), Stream.of("")).toList()),
            new Lever(ContactField.LANGUAGE.internalName, "Language", List.of()),
            new Lever(ContactField.CONTACT_WISH.internalName, "Contact wish", List.of()));

    private final Contacts contacts;
    private final String agent;

    Hands(Contacts contacts, String agent) {
        this.contacts = contacts;
        this.agent = agent;
    }

    void act(String email, String id, String value) {
        long contact = contacts.byEmail(email).orElseThrow(() -> new IllegalArgumentException("No such contact.")).id();
        Lever lever = LEVERS.stream().filter(known -> known.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such lever: " + id));
        if (!lever.values().isEmpty() && !lever.values().contains(value)) {
            throw new IllegalArgumentException("Not one of " + lever.values() + ": " + value);
        }
        if (id.equals(GLOBAL)) {
            contacts.subscribe(contact, value.equals("Subscribe"), agent);
        } else if (EmailGroup.ofName(id).isPresent()) {
            contacts.subscribe(contact, EmailGroup.ofName(id).get(), value.equals("Subscribe"));
        } else {
            edit(contact, ContactField.ofInternalName(id).orElseThrow(), value);
        }
    }

    private void edit(long contact, ContactField field, String value) {
        field.violation(value).ifPresent(requirement -> {
            throw new IllegalArgumentException(field.internalName + ": " + requirement);
        });
        contacts.edit(contact, Map.of(field, value), agent);
    }
}
