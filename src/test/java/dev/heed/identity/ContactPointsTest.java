package dev.heed.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactPointsTest {

    private final ContactPoints points = new ContactPoints("US");

    @ParameterizedTest
    @CsvSource({
            "Ada@Example.COM, email:ada@example.com",
            "' ISIL@EXAMPLE.COM ', email:isil@example.com",
            "jörg@Bücher.example, email:jörg@xn--bcher-kva.example",
            "joerg@xn--bcher-kva.example, email:joerg@xn--bcher-kva.example",
            "IŞIK@EXAMPLE.COM, email:işik@example.com",
            "ışık@example.com, email:ışık@example.com",
            "J\u030C@example.com, email:\u01F0@example.com",
            "आशा@उदाहरण.परीक्षा, email:आशा@xn--p1b6ci4b4b3a.xn--11b5bs3a9aj6g"})
    void addressesOfAnyScriptHaveOneForm(String written, String normal) {
        assertThat(points.email(written).orElseThrow().text()).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "@example.com", "ada@", "ada@example", "a b@example.com", "<ada@example.com>", "ada@exa mple.com", "ada\u0000@example.com"})
    void whatIsNoAddressIsNone(String written) {
        assertThat(points.email(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "+1 (555) 010-0001, phone:+15550100001",
            "555 010 0001, phone:+15550100001",
            "+۱۵۵۵۰۱۰۰۰۰۴, phone:+15550100004",
            "+१५५५०१००००२, phone:+15550100002",
            "+49 30 23125-005, phone:+493023125005"})
    void numbersWithDigitsOfAnyScriptHaveOneForm(String written, String normal) {
        assertThat(points.phone(written).orElseThrow().text()).isEqualTo(normal);
    }

    @Test
    void aNumberIsDialledAtHomeWithoutItsCountryAndFromElsewhereNotSo() {
        assertThat(points.dialledAtHome(points.phone("+15550100001").orElseThrow())).hasValue("5550100001");
        assertThat(points.dialledAtHome(points.phone("+493023125005").orElseThrow())).isEmpty();
        assertThat(new ContactPoints("DE").dialledAtHome(points.phone("+493023125005").orElseThrow())).hasValue("03023125005");
        assertThat(new ContactPoints("ZZ").dialledAtHome(points.phone("+15550100001").orElseThrow())).isEmpty();
        assertThat(points.dialledAtHome(points.email("ada@example.com").orElseThrow())).isEmpty();
    }

    @Test
    void theTurkishLocaleOfTheMachineChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(points.email("INFO@EXAMPLE.COM").orElseThrow().text()).isEqualTo("email:info@example.com");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aContactPointSaysNothingOfItselfToALog() {
        assertThat(points.email("ada@example.com").orElseThrow().toString()).doesNotContain("ada");
    }
}
