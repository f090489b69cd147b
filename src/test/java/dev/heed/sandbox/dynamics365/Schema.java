package dev.heed.sandbox.dynamics365;

import static dev.heed.sandbox.dynamics365.Column.choice;
import static dev.heed.sandbox.dynamics365.Column.key;
import static dev.heed.sandbox.dynamics365.Column.lookup;
import static dev.heed.sandbox.dynamics365.Column.moment;
import static dev.heed.sandbox.dynamics365.Column.text;
import static dev.heed.sandbox.dynamics365.Column.version;
import static dev.heed.sandbox.dynamics365.Column.yesNo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables of the environment: those of the vendor, with the custom columns and alternate keys its owner added. */
final class Schema {

    static final Table CONTACT = table("contact", "contacts", "fullname", "new_personkey", true,
            key("contactid"), text("firstname", 50), text("lastname", 50), text("fullname", 160).system(),
            text("emailaddress1", 100), text("mobilephone", 50),
            yesNo("donotemail"), yesNo("donotbulkemail"), yesNo("donotphone"), yesNo("donotfax"),
            yesNo("donotpostalmail"), yesNo("donotbulkpostalmail"), yesNo("donotsendmm"), yesNo("msgdpr_donottrack"),
            choice("preferredcontactmethodcode", 1, 5).startsAs(1),
            text("new_preferredlanguage", 10), text("new_contactwish", 500), text("new_personkey", 100));

    static final Table CONSENT = table("msdynmkt_contactpointconsent4", "msdynmkt_contactpointconsent4s",
            "msdynmkt_contactpointvalue", "new_consentkey", true,
            key("msdynmkt_contactpointconsent4id"), text("msdynmkt_contactpointvalue", 400).mandatory(),
            choice("msdynmkt_contactpointtype", 534120000, 534120003).mandatory(),
            choice("msdynmkt_contactpointconsenttype", 534120000, 534120001),
            choice("msdynmkt_value", 534120000, 534120002).mandatory(),
            choice("msdynmkt_source", 534120000, 534120007).mandatory().startsAs(534120000),
            choice("msdynmkt_logicalreason", 534119999, 534120007).mandatory(),
            text("msdynmkt_reason", 500), text("msdynmkt_modifiedonbehalf", 500),
            lookup("msdynmkt_purposeid", "msdynmkt_purposeId", "msdynmkt_purpose").mandatory(),
            lookup("msdynmkt_topicid", "msdynmkt_topicId", "msdynmkt_topic"), text("new_consentkey", 200));

    static final Table PURPOSE = table("msdynmkt_purpose", "msdynmkt_purposes", "msdynmkt_name", null, false,
            key("msdynmkt_purposeid"), text("msdynmkt_name", 200), choice("msdynmkt_type", 534120000, 534120001),
            choice("msdynmkt_enforcementmodel", 534120000, 534120002));

    static final Table TOPIC = table("msdynmkt_topic", "msdynmkt_topics", "msdynmkt_name", null, false,
            key("msdynmkt_topicid"), text("msdynmkt_name", 200),
            lookup("msdynmkt_purposeid", "msdynmkt_purposeId", "msdynmkt_purpose"));

    static final Table SYSTEM_USER = table("systemuser", "systemusers", "fullname", null, false,
            key("systemuserid"), text("fullname", 200));

    static final List<Table> TABLES = List.of(CONTACT, CONSENT, PURPOSE, TOPIC, SYSTEM_USER);

    private Schema() {
    }

    static Table bySet(String entitySet) {
        return TABLES.stream().filter(table -> table.entitySet().equals(entitySet)).findFirst()
                .orElseThrow(() -> WebApiException.noSegment(entitySet));
    }

    static Optional<Table> byName(String logicalName) {
        return TABLES.stream().filter(table -> table.logicalName().equals(logicalName)).findFirst();
    }

    private static Table table(String logicalName, String entitySet, String label, String alternateKey, boolean open, Column... own) {
        Stream<Column> system = Stream.of(choice("statecode", 0, 1).startsAs(0), choice("statuscode", 1, 2).startsAs(1),
                moment("createdon"), moment("modifiedon"), lookup("createdby", "createdby", "systemuser").system(),
                lookup("modifiedby", "modifiedby", "systemuser").system(), version("versionnumber"));
        return new Table(logicalName, entitySet, label, alternateKey, open, Stream.concat(Stream.of(own), system).toList());
    }
}
