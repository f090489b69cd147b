package dev.heed.sandbox.responsys;

import java.util.List;

/** Rows of a merge or of an answer: values in the order of the field names. */
record RecordData(List<String> fieldNames, List<List<String>> records, String mapTemplateName) {
}
