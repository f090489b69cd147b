package dev.heed.sandbox.salesforce;

import static dev.heed.sandbox.salesforce.FieldType.BOOLEAN;
import static dev.heed.sandbox.salesforce.FieldType.DATE_TIME;
import static dev.heed.sandbox.salesforce.FieldType.EMAIL;
import static dev.heed.sandbox.salesforce.FieldType.ID;
import static dev.heed.sandbox.salesforce.FieldType.PHONE;
import static dev.heed.sandbox.salesforce.FieldType.PICKLIST;
import static dev.heed.sandbox.salesforce.FieldType.REFERENCE;
import static dev.heed.sandbox.salesforce.FieldType.STRING;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The Contact object of this org. Names are found in any case and shown in the defined one. */
final class ContactFields {

    static final String EXTERNAL_ID = "ConsentKey__c";
    static final List<String> LANGUAGES = List.of("en", "hi", "tr", "fa", "de");

    static final List<Field> ALL = List.of(
            Field.system("Id", ID, false),
            Field.system("IsDeleted", BOOLEAN, false),
            new Field("FirstName", STRING, 40, Field.Access.WRITABLE, "Name.FirstName", List.of()),
            new Field("LastName", STRING, 80, Field.Access.REQUIRED, "Name.LastName", List.of()),
            Field.text("Email", EMAIL, 80),
            Field.text("MobilePhone", PHONE, 40),
            Field.flag("HasOptedOutOfEmail"),
            Field.flag("DoNotCall"),
            Field.flag("HasOptedOutOfFax"),
            Field.flag("HasOptedOutOfSms__c"),
            Field.text(EXTERNAL_ID, STRING, 64),
            Field.text("ConsentSource__c", STRING, 255),
            new Field("ConsentCapturedAt__c", DATE_TIME, 0, Field.Access.WRITABLE, "ConsentCapturedAt__c", List.of()),
            Field.text("ConsentReason__c", STRING, 255),
            new Field("PreferredLanguage__c", PICKLIST, 255, Field.Access.WRITABLE, "PreferredLanguage__c", LANGUAGES),
            Field.text("ContactWish__c", STRING, 255),
            Field.system("CreatedDate", DATE_TIME, true),
            Field.system("LastModifiedDate", DATE_TIME, true),
            Field.system("LastModifiedById", REFERENCE, true),
            Field.system("SystemModstamp", DATE_TIME, false));

    private static final Map<String, Field> BY_NAME =
            ALL.stream().collect(Collectors.toMap(field -> fold(field.name()), Function.identity()));

    private ContactFields() {
    }

    static Optional<Field> find(String name) {
        return Optional.ofNullable(BY_NAME.get(fold(name)));
    }

    static Field get(String name) {
        return find(name).orElseThrow(() -> ApiException.invalidField("No such column '" + name
                + "' on entity 'Contact'. If you are attempting to use a custom field, be sure to append the '__c' after the"
                + " custom field name."));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
