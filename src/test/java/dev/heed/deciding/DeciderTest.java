package dev.heed.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DeciderTest {

    private final Random random = new Random(7);

    @Test
    void defaultsSeenAtFirstSightAreNoStatementsAndCauseNoWrites() {
        World world = new World("crm", "shop", "mail");
        assertThat(world.settle(random)).isZero();
        assertThat(world.changes()).isEmpty();
    }

    @Test
    void oneChangeIsWrittenOnceIntoEveryOtherSystemAndThenAllIsQuiet() {
        World world = quiet("crm", "shop", "mail");
        world.act("shop", "optedOut", "true");
        assertThat(world.settle(random)).isEqualTo(2);
        assertThat(world.changes()).hasSize(1);
        assertThat(world.shows("crm", "optedOut")).isEqualTo("true");
        assertThat(world.shows("mail", "global")).isEqualTo("out");
    }

    @Test
    void anAgentWhoUnticksWhatTheCustomerSaidIsOverruledAndSeesItAgain() {
        World world = quiet("crm", "shop", "mail");
        world.act("shop", "optedOut", "true");
        world.settle(random);
        world.act("crm", "optedOut", "false");
        world.settle(random);
        assertThat(world.shows("crm", "optedOut")).isEqualTo("true");
        assertThat(world.shows("mail", "global")).isEqualTo("out");
        assertThat(world.changes()).as("the refused statement is recorded too").hasSize(2);
    }

    @Test
    void theCustomersOwnLaterYesIsHeardEverywhere() {
        World world = quiet("crm", "shop", "mail");
        world.act("shop", "optedOut", "true");
        world.settle(random);
        world.act("mail", "global", "in");
        world.settle(random);
        assertThat(world.shows("crm", "optedOut")).isEqualTo("false");
        assertThat(world.shows("shop", "optedOut")).isEqualTo("false");
    }

    @Test
    void aNoToOneTopicShutsTheCoarseFlagAndErasesNothingFine() {
        World world = quiet("crm", "mail");
        world.act("mail", "news", "in");
        world.act("mail", "offers", "out");
        world.settle(random);
        assertThat(world.shows("crm", "optedOut")).isEqualTo("true");
        assertThat(world.shows("mail", "news")).isEqualTo("in");
        assertThat(world.shows("mail", "offers")).isEqualTo("out");
        assertThat(world.shows("mail", "global")).isEqualTo("in");
    }

    @Test
    void anAgentCannotOpenACoarseFlagOverATopicTheCustomerRefused() {
        World world = quiet("crm", "mail");
        world.act("mail", "offers", "out");
        world.settle(random);
        world.act("crm", "optedOut", "false");
        world.settle(random);
        assertThat(world.shows("crm", "optedOut")).isEqualTo("true");
        assertThat(world.shows("mail", "offers")).isEqualTo("out");
    }

    @Test
    void aWishCutToLengthBySomeSystemComesBackToNobodyAsAChange() {
        World world = quiet("crm", "shop", "mail");
        world.act("mail", "wish", "Bitte höchstens einmal im Monat, ohne Anruf");
        assertThat(world.settle(random)).isEqualTo(2);
        assertThat(world.shows("crm", "wish")).isEqualTo("Bitte höchstens einm");
        assertThat(world.shows("mail", "wish")).isEqualTo("Bitte höchstens einmal im Monat, ohne Anruf");
    }

    @Test
    void whatAFieldHasNoValueForIsNotWrittenAndNotCalledHeld() {
        World world = quiet("desk", "mail");
        world.act("mail", "wish", "never");
        assertThat(world.hear("mail").deliveries()).filteredOn(delivery -> delivery.system().equals("desk"))
                .singleElement().satisfies(delivery -> assertThat(delivery.state()).isEqualTo(DeliveryState.NOT_APPLICABLE));
        world.act("mail", "wish", "evenings");
        assertThat(world.settle(random)).isEqualTo(1);
        assertThat(world.shows("desk", "wish")).isEqualTo("evenings");
    }

    record Act(String system, String field, String value) {
    }

    @Provide
    Arbitrary<List<Act>> days() {
        Arbitrary<Act> flags = Combinators.combine(Arbitraries.of("crm", "shop"), Arbitraries.of("true", "false")).as((system, value) -> new Act(system, "optedOut", value));
        Arbitrary<Act> mail = Combinators.combine(Arbitraries.of("global", "news", "offers"), Arbitraries.of("in", "out")).as((field, value) -> new Act("mail", field, value));
        return Arbitraries.oneOf(flags, mail).list().ofMinSize(1).ofMaxSize(8);
    }

    @Property(tries = 150)
    void whateverPeopleDoTheSystemsGoQuietAndAgree(@ForAll("days") List<Act> acts, @ForAll long seed) {
        World world = quiet("crm", "shop", "mail");
        Random order = new Random(seed);
        for (Act act : acts) {
            world.act(act.system(), act.field(), act.value());
            if (order.nextInt(3) > 0) {
                world.settle(order);
            }
        }
        world.settle(order);
        assertThat(world.shows("crm", "optedOut")).isEqualTo(world.shows("shop", "optedOut"));
        if (world.shows("mail", "global").equals("out") || world.shows("mail", "news").equals("out") || world.shows("mail", "offers").equals("out")) {
            assertThat(world.shows("crm", "optedOut")).isEqualTo("true");
        }
    }

    @Property(tries = 100)
    void aSettledActCausesAtMostOneWriteIntoEachSystem(@ForAll("days") List<Act> acts, @ForAll long seed) {
        World world = quiet("crm", "shop", "mail");
        Random order = new Random(seed);
        for (Act act : acts) {
            int changesBefore = world.changes().size();
            world.act(act.system(), act.field(), act.value());
            assertThat(world.settle(order)).isLessThanOrEqualTo(3);
            assertThat(world.changes().size() - changesBefore).as("echoes are no changes").isLessThanOrEqualTo(1);
        }
    }

    private World quiet(String... systems) {
        World world = new World(systems);
        world.settle(random);
        return world;
    }
}
