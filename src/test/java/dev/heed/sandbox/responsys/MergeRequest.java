package dev.heed.sandbox.responsys;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The body of a merge; {@link #check} refuses as a whole what cannot be merged row by row. */
record MergeRequest(RecordData recordData, MergeRule mergeRule) {

    static final int MOST_RECORDS = 200;

    void check() {
        if (recordData == null || recordData.fieldNames() == null || recordData.fieldNames().isEmpty()) {
            throw ApiError.invalid("FieldList is null OR empty");
        }
        if (recordData.records() == null || recordData.records().isEmpty()) {
            throw ApiError.invalid("Records is null OR empty");
        }
        if (recordData.mapTemplateName() != null) {
            throw ApiError.invalid("mapTemplateName is not set up for this list");
        }
        if (mergeRule == null) {
            throw ApiError.invalid("MergeRule is null");
        }
        if (recordData.records().size() > MOST_RECORDS) {
            throw ApiError.tooMany();
        }
        List<String> fields = fields();
        if (new HashSet<>(fields).size() < fields.size()) {
            throw ApiError.invalid("FieldList has duplicates");
        }
        mergeRule.check(fields);
        fields.forEach(this::checkWritable);
        recordData.records().forEach(record -> checkShape(record, fields.size()));
    }

    /** Each record by column name. */
    List<Map<String, String>> rows() {
        List<String> fields = fields();
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> record : recordData.records()) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                row.put(fields.get(i), record.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private List<String> fields() {
        return recordData.fieldNames().stream()
                .map(name -> Column.named(name).orElseThrow(() -> ApiError.unknownField(name)).name()).toList();
    }

    private void checkWritable(String name) {
        if (!Column.named(name).orElseThrow().writable() && !mergeRule.matchColumns().contains(name)) {
            throw ApiError.invalid("Column " + name + " cannot be written");
        }
    }

    private static void checkShape(List<String> record, int fields) {
        if (record == null || record.size() != fields) {
            throw ApiError.invalid("A record has not as many values as there are field names");
        }
        if (record.stream().anyMatch(Objects::isNull)) {
            throw ApiError.invalid("A record has a value that is no string");
        }
    }
}
