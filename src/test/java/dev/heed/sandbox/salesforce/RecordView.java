package dev.heed.sandbox.salesforce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A record as REST shows it: {@code attributes} first, then the fields asked for, null where there is no value. */
final class RecordView {

    private RecordView() {
    }

    static Map<String, Object> of(String version, Contact contact, List<Field> fields) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("attributes", Map.of("type", "Contact",
                "url", "/services/data/" + version + "/sobjects/Contact/" + contact.id()));
        fields.forEach(field -> record.put(field.name(), DateTimes.inRest(contact.value(field))));
        return record;
    }
}
