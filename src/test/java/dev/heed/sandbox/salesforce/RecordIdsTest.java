package dev.heed.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordIdsTest {

    @Test
    void addsThreeCharactersThatTellUpperFromLowerCase() {
        assertThat(RecordIds.full("00D5e0000012345")).isEqualTo("00D5e0000012345EAA");
        assertThat(RecordIds.full("0055e000001AbCd")).isEqualTo("0055e000001AbCdAAK");
        assertThat(RecordIds.full("003AAAAAAAAAAAA")).isEqualTo("003AAAAAAAAAAAAY55");
    }

    @Test
    void refusesAnIdWhoseCheckIsWrong() {
        assertThat(RecordIds.contact("0035e00000AbCdE")).contains(RecordIds.full("0035e00000AbCdE"));
        assertThat(RecordIds.contact("0035e00000AbCdEAAA")).isEmpty();
        assertThat(RecordIds.contact("00Q5e00000AbCdE")).isEmpty();
        assertThat(RecordIds.contact("0035e00000AbCd")).isEmpty();
    }

    @Test
    void neverGivesAnIdTwice() {
        RecordIds ids = new RecordIds();
        assertThat(Stream.generate(ids::nextContact).limit(1000)).doesNotHaveDuplicates()
                .allMatch(id -> RecordIds.contact(id).isPresent());
    }
}
