package dev.heed.sandbox.eloqua;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements that this instance knows for contacts and for activities. */
final class Statements {

    static final String CONTACT_ID = "{{Contact.Id}}";
    static final String IS_SUBSCRIBED = "{{Contact.Email.IsSubscribed}}";
    static final String ACTIVITY_TYPE = "{{Activity.Type}}";
    static final String ACTIVITY_CONTACT_FIELD = "{{Activity.Contact.Field(";

    private Statements() {
    }

    static Map<String, Statement<Contact>> ofContacts() {
        List<Statement<Contact>> all = new ArrayList<>(List.of(
                Statement.number(CONTACT_ID, Contact::id),
                Statement.time("{{Contact.CreatedAt}}", Contact::createdAt),
                Statement.time("{{Contact.UpdatedAt}}", Contact::updatedAt),
                Statement.text(IS_SUBSCRIBED, Contact::subscribed)));
        for (ContactField field : ContactField.values()) {
            all.add(field(field.statement(), field, Function.identity()));
        }
        for (EmailGroup group : EmailGroup.ALL) {
            all.add(Statement.text("{{Contact.Email.Group[" + group.id() + "].IsSubscribed}}",
                    contact -> contact.group(group).map(Contact.Membership::subscribed).orElse(null)));
        }
        return byText(all.stream());
    }

    static Map<String, Statement<Activity>> ofActivities(Contacts contacts) {
        Stream<Statement<Activity>> own = Stream.of(
                Statement.number("{{Activity.Id}}", Activity::id),
                Statement.text(ACTIVITY_TYPE, Activity::type),
                Statement.time("{{Activity.CreatedAt}}", Activity::createdAt),
                Statement.number("{{Activity.Contact.Id}}", Activity::contactId),
                Statement.text("{{Activity.Field(EmailAddress)}}", Activity::email),
                Statement.text("{{Activity.Field(EmailRecipientId)}}", Activity::emailRecipientId),
                Statement.text("{{Activity.Asset.Type}}", Activity::assetType),
                Statement.text("{{Activity.Asset.Id}}", Activity::assetId),
                Statement.text("{{Activity.Asset.Name}}", Activity::assetName),
                Statement.text("{{Activity.Campaign.Id}}", activity -> ""));
        Function<Activity, Contact> contact = activity -> contacts.byId(String.valueOf(activity.contactId())).orElse(null);
        Stream<Statement<Activity>> ofContact = Stream.of(ContactField.values())
                .map(field -> field(ACTIVITY_CONTACT_FIELD + field.internalName + ")}}", field, contact));
        return byText(Stream.concat(own, ofContact));
    }

    private static <T> Statement<T> field(String text, ContactField field, Function<T, Contact> contact) {
        Function<T, Object> read = row -> {
            Contact owner = contact.apply(row);
            String value = owner == null ? "" : owner.field(field);
            return field.isDate() && !value.isEmpty() ? Instant.parse(value) : value;
        };
        return field.isDate() ? Statement.time(text, read) : Statement.text(text, read);
    }

    private static <T> Map<String, Statement<T>> byText(Stream<Statement<T>> statements) {
        return statements.collect(Collectors.toMap(Statement::text, Function.identity()));
    }
}
