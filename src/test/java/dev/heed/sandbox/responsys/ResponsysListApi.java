package dev.heed.sandbox.responsys;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The profile list: its columns, merging and retrieving. */
@RestController
@RequestMapping("/responsys/rest/api/v1.3/lists/{list}")
class ResponsysListApi {

    private static final Map<String, String> ATTRIBUTES =
            Map.of("r", "RIID_", "e", "EMAIL_ADDRESS_", "c", "CUSTOMER_ID_", "m", "MOBILE_NUMBER_");
    private static final int LONGEST_FIELD_LIST = 150;

    record Field(String fieldName, String fieldType, boolean custom, boolean readOnly) {
    }

    record Lookup(List<String> fieldList, List<String> ids, String queryAttribute) {
    }

    record Deletion(List<String> ids, String queryAttribute) {
    }

    private final ResponsysSimulator responsys;

    ResponsysListApi(ResponsysSimulator responsys) {
        this.responsys = responsys;
    }

    @GetMapping("/fields")
    List<Field> fields(@PathVariable String list, @RequestHeader(name = "Authorization", required = false) String token) {
        enter(token, Api.FIELDS, list);
        return Column.ALL.stream()
                .map(column -> new Field(column.name(), column.type(), !column.name().endsWith("_"), !column.writable())).toList();
    }

    @PostMapping(value = "/members", params = "!action")
    Members merge(@PathVariable String list, @RequestHeader(name = "Authorization", required = false) String token,
                  HttpServletRequest request) {
        enter(token, Api.MERGE, list);
        MergeRequest merge = JsonBody.read(request, MergeRequest.class);
        merge.check();
        List<List<String>> results = new Merge(responsys.list(), responsys.writes()).apply(merge);
        return Members.of(List.of("RIID_"), results, merge.mergeRule(), path("/members"), "POST");
    }

    @PostMapping(value = "/members", params = "action=get")
    Members retrieveMany(@PathVariable String list, @RequestHeader(name = "Authorization", required = false) String token,
                         HttpServletRequest request) {
        enter(token, Api.RETRIEVE_MANY, list);
        Lookup lookup = JsonBody.read(request, Lookup.class);
        checkIds(lookup.ids());
        return found(attribute(lookup.queryAttribute()), lookup.ids(), fields(lookup.fieldList()), "/members?action=get", "POST");
    }

    /** A row that is not there is told of in its place; one name may be that of several rows, and they all go. */
    @PostMapping(value = "/members", params = "action=delete")
    Members deleteMany(@PathVariable String list, @RequestHeader(name = "Authorization", required = false) String token,
                       HttpServletRequest request) {
        enter(token, Api.DELETE_MANY, list);
        Deletion deletion = JsonBody.read(request, Deletion.class);
        checkIds(deletion.ids());
        String column = attribute(deletion.queryAttribute());
        List<List<String>> rows = deletion.ids().stream().map(id -> List.of(delete(column, id))).toList();
        return Members.of(List.of(column), rows, null, path("/members?action=delete"), "POST");
    }

    private String delete(String column, String id) {
        synchronized (responsys.list()) {
            List<Row> found = responsys.list().find(column, id);
            found.forEach(row -> {
                responsys.list().delete(row);
                responsys.writes().add(row.get("RIID_"), Map.of("DELETED", true));
            });
            return found.isEmpty() ? "DELETEFAILED: NO records found for id\n" : id;
        }
    }

    @GetMapping("/members")
    Members retrieve(@PathVariable String list, @RequestHeader(name = "Authorization", required = false) String token,
                     @RequestParam(required = false) String qa, @RequestParam(required = false) String id,
                     @RequestParam(required = false) String fs) {
        enter(token, Api.RETRIEVE, list);
        if (id == null || id.isEmpty()) {
            throw ApiError.invalid("Id is null OR empty");
        }
        return found(attribute(qa), List.of(id), fields(fs), "/members", "GET");
    }

    @GetMapping("/members/{riid}")
    Members retrieve(@PathVariable String list, @PathVariable String riid,
                     @RequestHeader(name = "Authorization", required = false) String token, @RequestParam(required = false) String fs) {
        enter(token, Api.RETRIEVE_BY_RIID, list);
        return found("RIID_", List.of(riid), fields(fs), "/members/" + riid, "GET");
    }

    private void enter(String token, Api api, String list) {
        responsys.tokens().check(token);
        responsys.limits().take(api);
        if (!ResponsysSimulator.LIST.equals(list)) {
            throw ApiError.noList(list);
        }
    }

    private Members found(String column, List<String> ids, List<String> fields, String path, String method) {
        List<List<String>> rows = new ArrayList<>();
        synchronized (responsys.list()) {
            ids.forEach(id -> responsys.list().find(column, id).forEach(row -> rows.add(row.copy(fields))));
        }
        if (rows.isEmpty()) {
            throw ApiError.noRecord();
        }
        return Members.of(fields, rows, null, path(path), method);
    }

    private static void checkIds(List<String> ids) {
        if (ids == null || ids.isEmpty()) {
            throw ApiError.invalid("Ids is null OR empty");
        }
        if (ids.size() > MergeRequest.MOST_RECORDS) {
            throw ApiError.tooMany();
        }
    }

    private static String attribute(String letter) {
        if (letter == null || !ATTRIBUTES.containsKey(letter)) {
            throw ApiError.invalid("The value " + letter + " is not valid for query attribute");
        }
        return ATTRIBUTES.get(letter);
    }

    private static List<String> fields(String names) {
        if (names == null || names.isEmpty()) {
            throw ApiError.invalid("FieldList is null OR empty");
        }
        if (names.length() > LONGEST_FIELD_LIST) {
            throw ApiError.invalid("FieldList is longer than " + LONGEST_FIELD_LIST + " characters");
        }
        return fields(List.of(names.split(",")));
    }

    private static List<String> fields(List<String> names) {
        if (names == null || names.isEmpty()) {
            throw ApiError.invalid("FieldList is null OR empty");
        }
        if (names.size() == 1 && "all".equalsIgnoreCase(names.get(0))) {
            return Column.NAMES;
        }
        return names.stream().map(name -> Column.named(name).orElseThrow(() -> ApiError.unknownField(name)).name()).toList();
    }

    private static String path(String tail) {
        return "/rest/api/v1.3/lists/" + ResponsysSimulator.LIST + tail;
    }
}
