package dev.heed.sandbox.responsys;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How the rows of a merge find theirs in the list, and how the caller's data spells things. */
record MergeRule(
        String htmlValue, String optinValue, String textValue, Boolean insertOnNoMatch, String updateOnMatch,
        String matchColumnName1, String matchColumnName2,
        @JsonInclude(JsonInclude.Include.NON_NULL) String matchColumnName3,
        String matchOperator, String optoutValue, String rejectRecordIfChannelEmpty, String defaultPermissionStatus) {

    MergeRule {
        insertOnNoMatch = insertOnNoMatch != null && insertOnNoMatch;
        matchOperator = matchOperator == null ? "NONE" : matchOperator;
        defaultPermissionStatus = defaultPermissionStatus == null ? "OPTOUT" : defaultPermissionStatus;
    }

    List<String> matchColumns() {
        return Stream.of(matchColumnName1, matchColumnName2).filter(MergeRule::given).toList();
    }

    String defaultStatus() {
        return defaultPermissionStatus.equals("OPTIN") ? "I" : "O";
    }

    List<Channel> rejectedIfEmpty() {
        return given(rejectRecordIfChannelEmpty)
                ? Arrays.stream(rejectRecordIfChannelEmpty.split(",")).map(String::strip).map(MergeRule::channel).toList()
                : List.of();
    }

    void check(List<String> fields) {
        oneOf("updateOnMatch", updateOnMatch, "REPLACE_ALL", "NO_UPDATE");
        oneOf("matchOperator", matchOperator, "NONE", "AND");
        oneOf("defaultPermissionStatus", defaultPermissionStatus, "OPTIN", "OPTOUT");
        if (matchColumnName3 != null) {
            throw ApiError.invalid("matchColumnName3 must be null");
        }
        if (!given(matchColumnName1)) {
            throw ApiError.invalid("matchColumnName1 is null OR empty");
        }
        for (String column : matchColumns()) {
            oneOf("matchColumnName", column, Column.KEYS.toArray(String[]::new));
            if (!fields.contains(column)) {
                throw ApiError.invalid("Match column " + column + " is not in fieldNames");
            }
        }
        if (given(matchColumnName2) != matchOperator.equals("AND")) {
            throw ApiError.invalid("matchOperator does not fit the match columns");
        }
        if (insertOnNoMatch && matchColumns().stream().anyMatch(column -> column.endsWith("_HASH_"))) {
            throw ApiError.invalid("insertOnNoMatch must be false when matching on a hash");
        }
        if (fields.stream().flatMap(name -> Column.named(name).stream()).anyMatch(Column::isPermission)
                && !(given(optinValue) && given(optoutValue) && !optinValue.equals(optoutValue))) {
            throw ApiError.invalid("optinValue and optoutValue are needed for a permission status");
        }
        rejectedIfEmpty();
    }

    private static Channel channel(String letter) {
        return Arrays.stream(Channel.values()).filter(channel -> channel.letter.equals(letter)).findFirst()
                .orElseThrow(() -> ApiError.invalid("The value " + letter + " is not valid for rejectRecordIfChannelEmpty"));
    }

    private static void oneOf(String name, String value, String... allowed) {
        if (!Arrays.asList(allowed).contains(value)) {
            throw ApiError.invalid("The value " + value + " is not valid for " + name);
        }
    }

    private static boolean given(String value) {
        return value != null && !value.isEmpty();
    }
}
