package dev.heed.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation is itself tested: each of these errors has to be noticed. That it is silent without them, {@link SimulationTest} shows. */
class PlantedDefectsTest {

    private static final int SEEDS = 3000;

    static Stream<Arguments> defects() {
        return Stream.of(
                defect("a yes that arrives later lifts every no before it", Misreadings::resurrectedOptOut),
                defect("a yes from an import lifts a no", Misreadings::importLifts),
                defect("an agent lifts what the subject withdrew", Misreadings::agentLiftsWhatTheSubjectSaid),
                defect("a yes from a third party permits", Misreadings::thirdPartyPermits),
                defect("the clocks of two systems are believed to the millisecond", Misreadings::clocksAreBelieved),
                defect("the order of arrival breaks ties", Misreadings::arrivalDecides),
                defect("a yes to the whole clears the refusals of its topics", Misreadings::yesToAllClearsTheTopics),
                defect("a default value at first sight is a grant", Misreadings::defaultIsAGrant),
                defect("a record that is deleted is a withdrawal", Misreadings::deletionIsAWithdrawal),
                defect("a refusal does not bind those who share the contact point", Misreadings::sharedPointDoesNotBind),
                defect("those who share a refused contact point are bound, and nobody carries it", Misreadings::sharersAreNotTold),
                defect("a grant counts for those who share the contact point", Misreadings::grantLeaksToTheSharer),
                defect("a coarse flag does not heed the topics that it switches", Misreadings::coarseFlagIgnoresTopics),
                defect("a flag that stops all contact speaks of its own channel only", Misreadings::flagIgnoresOtherChannels),
                defect("an echo is taken for a change", Mishandlings::echoIsAChange),
                defect("a statement made long after our write is taken for its echo", Mishandlings::echoWindowNeverCloses),
                defect("the late echo of a write that was written over is taken for a change", Mishandlings::lateEchoIsAChange),
                defect("a record that returns is met as if it had never been known", Mishandlings::recordThatReturnsIsNew),
                defect("a retry sends what was to be sent the first time", Mishandlings::retrySendsAnOldPayload),
                defect("a delivery whose wake was lost is never swept", Mishandlings::lostDeliveryIsNeverSwept),
                defect("two calls for one subject are under way to one system", Mishandlings::twoCallsAtOnce),
                defect("what a system shows wrongly is not delivered again", Mishandlings::nothingIsRepaired),
                defect("what comes twice is taken twice", Mishandlings::doubleIsTakenTwice),
                defect("of two who are one person only what one said counts", Mistakings::mergeDropsWhatOneSaid),
                defect("two who were one person by mistake are never two again", Mistakings::splitPartsNobody),
                defect("who is a person of its own again has never said anything", Mistakings::splitForgetsWhatWasSaid),
                defect("the refusals of who was erased bind nobody any more", Mistakings::erasedRefusalsBindNobody),
                defect("who wants to be forgotten is forgotten, and nothing is withdrawn", Mistakings::erasureWithdrawsNothing));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void isNoticed(String defect, Supplier<Seams> planted) {
        Optional<Violation> noticed = LongStream.range(0, SEEDS)
                .mapToObj(seed -> Simulation.play(Histories.of(seed), planted.get(), Trace.silent())).flatMap(Optional::stream).findFirst();
        assertThat(noticed).as(defect).isPresent();
    }

    private static Arguments defect(String sentence, Supplier<Seams> planted) {
        return arguments(sentence, planted);
    }
}
