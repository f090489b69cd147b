package dev.heed.sandbox.responsys;

import java.util.List;

/** An answer with rows. */
record Members(RecordData recordData, MergeRule mergeRule, List<Link> links) {

    record Link(String rel, String href, String method) {
    }

    static Members of(List<String> fields, List<List<String>> rows, MergeRule rule, String path, String method) {
        return new Members(new RecordData(fields, rows, null), rule, List.of(new Link("self", path, method)));
    }
}
