package dev.heed.sandbox.eloqua;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The contact fields of the instance, as an integrator would look up their statements. */
@RestController
@RequestMapping({Paths.BULK, Paths.BULK_ON_POD})
class EloquaBulkFields {

    @GetMapping("/contacts/fields")
    Map<String, Object> fields(@RequestParam(defaultValue = "1000") String limit, @RequestParam(defaultValue = "0") String offset) {
        List<Map<String, Object>> all = Arrays.stream(ContactField.values()).map(EloquaBulkFields::shown).toList();
        return BulkPage.of(limit, offset).show(all);
    }

    private static Map<String, Object> shown(ContactField field) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", field.displayName);
        json.put("internalName", field.internalName);
        json.put("dataType", field.dataType());
        json.put("hasReadOnlyConstraint", false);
        json.put("hasNotNullConstraint", false);
        json.put("hasUniquenessConstraint", field == ContactField.EMAIL);
        json.put("statement", field.statement());
        json.put("uri", "/contacts/fields/" + field.id);
        return json;
    }
}
