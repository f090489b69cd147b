package dev.heed.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.ContactPoint;
import dev.heed.intake.Turn.Opened;
import dev.heed.mapping.Reading;
import dev.heed.mapping.Reading.Also;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnTest {

    private final Turn turn = new Turn();

    @Test
    void whatNamesOtherRecordsAndAddressesGoesTogether() {
        assertThat(turn.add(of(reading("crm", "1", "one@example.com")))).isTrue();
        assertThat(turn.add(of(reading("crm", "2", "two@example.com")))).isTrue();
        assertThat(turn.add(of(reading("mail", "1", null)))).isTrue();
        assertThat(turn.messages()).hasSize(3);
    }

    @Test
    void whatNamesOneRecordOrOneAddressGoesInTurn() {
        turn.add(of(reading("crm", "1", "one@example.com")));

        assertThat(turn.add(of(reading("crm", "1", null)))).as("the record").isFalse();
        assertThat(turn.add(of(reading("mail", "7", "one@example.com")))).as("the address").isFalse();
    }

    @Test
    void nobodyOvertakesOneWhoHasToWait() {
        turn.add(of(reading("crm", "1", null)));
        turn.add(of(reading("crm", "1", "late@example.com")));

        assertThat(turn.add(of(reading("mail", "7", "late@example.com")))).isFalse();
    }

    @Test
    void whatSaysSeveralThingsOrNamesAnotherRecordHasATurnOfItsOwn() {
        Reading one = reading("crm", "1", null);
        Reading naming = new Reading("crm", "3", true, false, false, null, null, null, null, List.of(), List.of(new Also("shop", "9")));
        Reading gone = new Reading("crm", "4", true, false, true, null, null, null, null, List.of());

        for (Opened message : List.of(of(one, reading("crm", "2", null)), of(naming), of(gone))) {
            Turn own = new Turn();
            assertThat(own.add(message)).isTrue();
            assertThat(own.isClosed()).isTrue();

            Turn after = new Turn();
            after.add(of(reading("mail", "1", null)));
            assertThat(after.add(message)).isFalse();
            assertThat(after.isClosed()).as("what came later does not overtake it").isTrue();
        }
    }

    @Test
    void itIsNotReadOnForEverIfHardlyAnybodyHasTheirTurn() {
        List<Boolean> joined = IntStream.range(0, 17).mapToObj(i -> turn.add(of(reading("crm", "1", null)))).toList();

        assertThat(joined).containsOnlyOnce(true);
        assertThat(turn.isClosed()).isTrue();
    }

    @Test
    void aKeyIsClaimedOnce() {
        turn.unseen(Set.of("key"));

        assertThat(turn.claim("key")).isTrue();
        assertThat(turn.claim("key")).isFalse();
        assertThat(turn.claim("seen before")).isFalse();
    }

    private static Opened of(Reading... readings) {
        return new Opened(null, List.of(readings), "key");
    }

    private static Reading reading(String system, String record, String email) {
        return new Reading(system, record, true, false, false, null, email == null ? null : ContactPoint.of("email:" + email), null, null, List.of());
    }
}
