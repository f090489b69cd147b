package dev.heed.sandbox.dynamics365;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    private static Environment environment;
    private static Caller api;

    @BeforeAll
    static void open() throws IOException {
        environment = new Environment();
        api = environment.caller();
        api.post("contacts", "{\"firstname\":\"Ada\",\"emailaddress1\":\"Ada@Example.com\",\"mobilephone\":\"+15550100001\",\"donotphone\":true}");
        api.post("contacts", "{\"firstname\":\"Işıl\",\"preferredcontactmethodcode\":2,\"new_contactwish\":\"it's late\"}");
        api.post("contacts", "{\"firstname\":\"پریسا\",\"preferredcontactmethodcode\":5}");
        api.post("msdynmkt_contactpointconsent4s", Environment.consent("ada@example.com", 534120002));
        api.post("msdynmkt_contactpointconsent4s", Environment.consent("noor@example.com", 534120001));
    }

    @AfterAll
    static void close() {
        environment.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "emailaddress1 eq 'ada@example.com'|Ada", "mobilephone eq '+15550100001'|Ada", "donotphone eq true|Ada",
            "new_contactwish eq 'it''s late'|Işıl", "firstname eq 'پریسا'|پریسا", "preferredcontactmethodcode gt 1|Işıl,پریسا",
            "preferredcontactmethodcode ge 2 and preferredcontactmethodcode lt 5|Işıl",
            "donotphone eq true or preferredcontactmethodcode eq 2 and firstname eq 'x'|Ada",
            "(donotphone eq true or preferredcontactmethodcode eq 2) and firstname ne 'Ada'|Işıl",
            "emailaddress1 ne 'ada@example.com'|Işıl,پریسا", "emailaddress1 eq null|Işıl,پریسا", "emailaddress1 ne null|Ada",
            "modifiedon le 2024-08-22T08:10:44Z and donotphone eq true|Ada", "modifiedon gt 2024-08-22T08:10:44Z|",
            "_modifiedby_value eq 00000000-5a5a-4000-8000-000000000010 and versionnumber gt 0 and donotphone eq true|Ada"})
    void filters(String filter, String firstNames) {
        assertThat(names("contacts?$filter=" + Caller.encoded(filter)))
                .isEqualTo(firstNames == null ? List.of() : List.of(firstNames.split(",")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"emailaddress eq 'a'", "emailaddress1 eq", "emailaddress1 eq ada", "emailaddress1 eq 'a", "donotphone eq 'true'",
            "donotphone eq 1", "preferredcontactmethodcode eq '1'", "contactid eq '10000000-0000-0000-0000-000000000003'", "(donotphone eq true",
            "donotphone eq true)", "donotphone is true", "modifiedon gt yesterday", "donotphone eq true donotemail eq true",
            "contains(emailaddress1,'a')", "donotphone eq true AND donotemail eq true"})
    void refusesAFilterItDoesNotUnderstand(String filter) {
        assertThat(api.get("contacts?$filter=" + Caller.encoded(filter)).status()).isEqualTo(400);
    }

    @Test
    void takesAPlusSignForASpace() {
        assertThat(names("contacts?$filter=mobilephone+eq+'%2B15550100001'")).containsExactly("Ada");
        assertThat(names("contacts?$filter=mobilephone%20eq%20'+15550100001'")).isEmpty();
    }

    @Test
    void findsAConsentByAddressKindAndPurpose() {
        var found = api.get("msdynmkt_contactpointconsent4s?$select=msdynmkt_value&$filter=" + Caller.encoded(
                "msdynmkt_contactpointvalue eq 'ADA@example.com' and msdynmkt_contactpointtype eq 534120000 "
                + "and msdynmkt_contactpointconsenttype eq 534120000 and _msdynmkt_purposeid_value eq 10000000-0000-0000-0000-000000000003"));

        assertThat(found.json().get("value")).hasSize(1);
        assertThat(found.json().at("/value/0/msdynmkt_value").intValue()).isEqualTo(534120002);
        assertThat(found.json().at("/value/0").fieldNames()).toIterable()
                .containsExactly("@odata.etag", "msdynmkt_value", "msdynmkt_contactpointconsent4id");
    }

    @Test
    void ordersCountsAndCuts() {
        assertThat(names("contacts?$orderby=preferredcontactmethodcode%20desc,firstname&$top=2")).containsExactly("پریسا", "Işıl");
        assertThat(api.get("contacts?$count=true&$top=1").json().get("@odata.count").intValue()).isEqualTo(3);
        assertThat(api.get("contacts/$count?$filter=donotphone%20eq%20true").body()).isEqualTo("1");
    }

    @Test
    void pages() {
        List<String> names = new ArrayList<>();
        String next = "contacts?$select=firstname&$orderby=firstname";
        int pages = 0;
        while (next != null) {
            var page = api.get(next, "Prefer", "odata.maxpagesize=2").json();
            page.get("value").forEach(row -> names.add(row.get("firstname").textValue()));
            next = page.path("@odata.nextLink").textValue();
            pages++;
        }
        assertThat(pages).isEqualTo(2);
        assertThat(names).containsExactly("Ada", "Işıl", "پریسا");
    }

    @ParameterizedTest
    @CsvSource({"$select=donotsms, 400", "$orderby=donotphone%20up, 400", "$top=x, 400", "$expand=createdby, 501", "$skip=1, 501",
            "$skiptoken=x, 400", "$top=1&$top=2, 400"})
    void refusesOptionsItDoesNotKnow(String query, int status) {
        assertThat(api.get("contacts?" + query).status()).isEqualTo(status);
    }

    private static List<String> names(String path) {
        var reply = api.get(path);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().get("value").findValuesAsText("firstname");
    }
}
