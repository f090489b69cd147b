package dev.heed.sandbox.eloqua;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The search term of a REST listing: {@code emailAddress=ada@example.com} or {@code id=7}, where {@code *} stands for any text. */
final class ContactSearch {

    private ContactSearch() {
    }

    static Predicate<Contact> of(String search) {
        String[] term = search.split("=", 2);
        if (term.length != 2 || term[1].isEmpty()) {
            throw Refusal.parameter("search", "SearchRequirement", search);
        }
        Pattern pattern = Pattern.compile(("\\Q" + term[1].toLowerCase(Locale.ROOT).replace("*", "\\E.*\\Q") + "\\E"));
        return switch (term[0]) {
            case "emailAddress" -> contact -> pattern.matcher(Contacts.key(contact.email())).matches();
            case "id" -> contact -> pattern.matcher(String.valueOf(contact.id())).matches();
            default -> throw Refusal.parameter("search", "SearchRequirement", search);
        };
    }
}
