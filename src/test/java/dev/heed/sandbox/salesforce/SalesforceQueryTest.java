package dev.heed.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.salesforce.SalesforceCaller.Answer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceQueryTest extends SalesforceTestBase {

    @Test
    void findsContactsByConditions() {
        org.enrol(new Person("joerg@bücher.example", "+493023125005", "Jörg", "Weiß", "de", "", Set.of("salesforce")));
        org.act("joerg@bücher.example", "HasOptedOutOfEmail", "true");

        assertThat(emails("SELECT Id, Email FROM Contact WHERE HasOptedOutOfEmail = true"))
                .containsExactly("joerg@bücher.example");
        assertThat(emails("select Email from contact where FirstName in ('jörg', 'x') and SystemModstamp > 2024-05-01T10:00:00Z"))
                .containsExactly("joerg@bücher.example");
        assertThat(emails("SELECT Email FROM Contact WHERE PreferredLanguage__c != null ORDER BY LastName DESC, Id LIMIT 1"))
                .containsExactly("joerg@bücher.example");
        assertThat(emails("SELECT Email FROM Contact WHERE Id = '" + isil.substring(0, 15) + "'")).containsExactly(ISIL);
        assertThat(emails("SELECT Email FROM Contact WHERE ConsentReason__c = 'it\\'s'")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "SELECT Id                                              | MALFORMED_QUERY",
            "SELECT Id FROM Contact WHERE                           | MALFORMED_QUERY",
            "SELECT Id FROM Contact WHERE Email LIKE 'a%'           | MALFORMED_QUERY",
            "SELECT Id FROM Contact WHERE Email = 'a' OR Id = 'b'   | MALFORMED_QUERY",
            "SELECT Id FROM Contact WHERE Email = 'a                | MALFORMED_QUERY",
            "SELECT Id FROM Contact LIMIT many                      | MALFORMED_QUERY",
            "SELECT * FROM Contact                                  | MALFORMED_QUERY",
            "SELECT Id FROM Contact; DROP                           | MALFORMED_QUERY",
            "SELECT Nonsense FROM Contact                           | INVALID_FIELD",
            "SELECT Id FROM Contact WHERE DoNotCall = 'true'        | INVALID_FIELD",
            "SELECT Id FROM Contact WHERE Email = me                | INVALID_FIELD",
            "SELECT Id FROM Contact WHERE CreatedDate > '2024-05-01T10:00:00Z' | INVALID_FIELD",
            "SELECT Id FROM Lead                                    | INVALID_TYPE"})
    void refusesQueriesItDoesNotUnderstand(String soql, String errorCode) {
        Answer answer = caller.query(soql);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo(errorCode);
    }

    @Test
    void givesLongResultsInPages() {
        for (int hundred = 0; hundred < 21; hundred++) {
            int first = hundred * 100;
            String rows = IntStream.range(first, first + 100)
                    .mapToObj(row -> "{\"attributes\":{\"type\":\"Contact\"},\"ConsentKey__c\":\"k" + row + "\",\"LastName\":\"L\"}")
                    .collect(Collectors.joining(","));
            caller.patch("/composite/sobjects/Contact/ConsentKey__c", "{\"records\":[" + rows + "]}");
        }

        JsonNode first = caller.query("SELECT ConsentKey__c FROM Contact WHERE ConsentKey__c != null").body();
        JsonNode second = caller.get(first.path("nextRecordsUrl").asText()).body();

        assertThat(first.path("totalSize").asInt()).isEqualTo(2100);
        assertThat(first.path("records")).hasSize(2000);
        assertThat(first.path("done").asBoolean(true)).isFalse();
        assertThat(second.path("records")).hasSize(100);
        assertThat(second.path("done").asBoolean()).isTrue();
        assertThat(caller.data("/query/01gnonsense-2000").errorCode()).isEqualTo("INVALID_QUERY_LOCATOR");
    }

    @Test
    void leavesDeletedContactsToThoseWhoAskForThem() {
        org.act(ISIL, "delete", "delete");

        assertThat(caller.query("SELECT Id FROM Contact").body().path("totalSize").asInt()).isZero();
        assertThat(caller.data("/queryAll?q=" + SalesforceCaller.encode("SELECT Id FROM Contact WHERE IsDeleted = true"))
                .body().path("totalSize").asInt()).isEqualTo(1);
    }

    private List<String> emails(String soql) {
        Answer answer = caller.query(soql);
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
        return answer.body().path("records").findValuesAsText("Email");
    }
}
