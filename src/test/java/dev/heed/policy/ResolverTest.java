package dev.heed.policy;

import static dev.heed.change.Decision.GRANTED;
import static dev.heed.change.Decision.NOT_SET;
import static dev.heed.change.Decision.WITHDRAWN;
import static dev.heed.policy.Statements.ADA;
import static dev.heed.policy.Statements.BEN;
import static dev.heed.policy.Statements.EMAIL;
import static dev.heed.policy.Statements.NOON;
import static dev.heed.policy.Statements.OTHER_EMAIL;
import static dev.heed.policy.Statements.agentSaid;
import static dev.heed.policy.Statements.said;
import static dev.heed.policy.Statements.subjectSaid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Provenance;
import dev.heed.change.Key;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ResolverTest {

    private static final String MAIL = "email/marketing";
    private static final String NEWS = "email/marketing/newsletter";

    private final Resolver resolver = new Resolver(Statements.POLICY);

    @Test
    void whatNobodySaidIsNotSet() {
        assertThat(holds(MAIL, List.of())).isEqualTo("not_set");
    }

    @Test
    void aCustomerWhoClicksOffAndOnAgainInOneSystemMeansOn() {
        assertThat(holds(MAIL, List.of(subjectSaid(MAIL, WITHDRAWN, "shop", Duration.ZERO), subjectSaid(MAIL, GRANTED, "shop", Duration.ofMillis(300)))))
                .isEqualTo("granted");
    }

    @Test
    void whereASourceTellsOnlyTheSecondTheRefusalOfThatSecondWinsWhicheverIsHeardFirst() {
        Change off = within(WITHDRAWN, Duration.ZERO, Duration.ofMillis(700));
        Change on = within(GRANTED, Duration.ZERO, Duration.ofSeconds(1));
        Change next = within(GRANTED, Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(holds(MAIL, List.of(off, on))).isEqualTo("withdrawn");
        assertThat(holds(MAIL, List.of(off, on, next))).isEqualTo("granted");
    }

    @Test
    void aTimeInTheFutureThatWasSetBackToItsReceiptSaysNoMoreThanArrivalDoes() {
        Change off = setBack(subjectSaid(MAIL, WITHDRAWN, "shop", Duration.ofMillis(900)));
        Change on = setBack(subjectSaid(MAIL, GRANTED, "shop", Duration.ofSeconds(1)));
        assertThat(holds(MAIL, List.of(off, on))).as("the no may have been said after the yes").isEqualTo("withdrawn");
        Change later = setBack(subjectSaid(MAIL, GRANTED, "shop", Duration.ofSeconds(2)));
        assertThat(holds(MAIL, List.of(off, on, later))).isEqualTo("granted");
    }

    @Test
    void oneSourceIsBelievedAboutItsOwnOrderAgainstItsClock() {
        Change off = said(ADA, MAIL, WITHDRAWN, EMAIL, "shop", Actor.SUBJECT, Evidence.FORM, Duration.ofSeconds(9), 1L);
        Change on = said(ADA, MAIL, GRANTED, EMAIL, "shop", Actor.SUBJECT, Evidence.FORM, Duration.ofSeconds(3), 2L);
        assertThat(holds(MAIL, List.of(off, on))).isEqualTo("granted");
    }

    @Test
    void ofTwoSystemsThatSpeakAtOnceTheRefusalWins() {
        Change off = subjectSaid(MAIL, WITHDRAWN, "sms", Duration.ZERO);
        Change on = subjectSaid(MAIL, GRANTED, "shop", Duration.ofSeconds(2));
        assertThat(holds(MAIL, List.of(off, on))).isEqualTo("withdrawn");
        assertThat(why(on, List.of(off, on))).isEqualTo(Rule.RESTRICTIVE_WINS);
    }

    @Test
    void aLaterYesOfTheCustomerElsewhereLiftsTheNo() {
        assertThat(holds(MAIL, List.of(subjectSaid(MAIL, WITHDRAWN, "sms", Duration.ZERO), subjectSaid(MAIL, GRANTED, "shop", Duration.ofSeconds(4)))))
                .isEqualTo("granted");
    }

    @Test
    void anImportLiftsNothing() {
        Change off = subjectSaid(MAIL, WITHDRAWN, "sms", Duration.ZERO);
        Change imported = said(ADA, MAIL, GRANTED, EMAIL, "crm", Actor.AUTOMATION, Evidence.IMPORT, Duration.ofDays(9));
        assertThat(holds(MAIL, List.of(off, imported))).isEqualTo("withdrawn");
        assertThat(why(imported, List.of(off, imported))).isEqualTo(Rule.EVIDENCE_TOO_WEAK);
    }

    @Test
    void anAgentLiftsWhatAnAgentSetAndNotWhatTheCustomerSaid() {
        Change on = agentSaid(MAIL, GRANTED, "crm", Duration.ofDays(1));
        assertThat(holds(MAIL, List.of(agentSaid(MAIL, WITHDRAWN, "erp", Duration.ZERO), on))).isEqualTo("granted");
        assertThat(holds(MAIL, List.of(subjectSaid(MAIL, WITHDRAWN, "sms", Duration.ZERO), on))).isEqualTo("withdrawn");
    }

    @Test
    void notSetLiftsNothing() {
        Change off = subjectSaid(MAIL, WITHDRAWN, "crm", Duration.ZERO);
        Change blank = subjectSaid(MAIL, NOT_SET, "crm", Duration.ofDays(1));
        assertThat(holds(MAIL, List.of(off, blank))).isEqualTo("withdrawn");
        assertThat(why(blank, List.of(off, blank))).isEqualTo(Rule.NO_STATEMENT);
    }

    @Test
    void aYesToEverythingLiftsNoNoToOneTopic() {
        List<Change> all = List.of(subjectSaid(NEWS, WITHDRAWN, "mail", Duration.ZERO), subjectSaid(MAIL, GRANTED, "shop", Duration.ofDays(1)));
        assertThat(effective(NEWS, all)).isEqualTo("withdrawn");
        assertThat(holds(MAIL, all)).isEqualTo("granted");
        Ruling ruling = resolver.why(ADA, new Slot(Key.of(NEWS), EMAIL), all.get(1), all, NOON.plus(Duration.ofDays(30)));
        assertThat(ruling.rule()).isEqualTo(Rule.COARSE_LIFTS_NO_FINE);
        assertThat(ruling.winner()).isEqualTo(all.get(0));
    }

    @Test
    void anImportedYesToOneTopicHoldsNotAgainstTheNoToEverything() {
        Change off = subjectSaid(MAIL, WITHDRAWN, "sms", Duration.ZERO);
        Change imported = said(ADA, NEWS, GRANTED, EMAIL, "crm", Actor.AUTOMATION, Evidence.IMPORT, Duration.ofDays(9));
        assertThat(effective(NEWS, List.of(off, imported))).isEqualTo("withdrawn");
        assertThat(why(imported, List.of(off, imported))).isEqualTo(Rule.EVIDENCE_TOO_WEAK);
    }

    @Test
    void aLaterYesToOneTopicLiftsTheNoToEverythingForThatTopicOnly() {
        List<Change> all = List.of(subjectSaid(MAIL, WITHDRAWN, "sms", Duration.ZERO), subjectSaid(NEWS, GRANTED, "shop", Duration.ofDays(1)));
        assertThat(effective(NEWS, all)).isEqualTo("granted");
        assertThat(effective("email/marketing/offers", all)).isEqualTo("withdrawn");
        assertThat(holds(MAIL, all)).isEqualTo("withdrawn");
    }

    @Test
    void aRefusalBindsEverybodyAtTheAddressAndAGrantOnlyTheOneWhoGaveIt() {
        Change bensNo = said(BEN, MAIL, WITHDRAWN, EMAIL, "crm", Actor.SUBJECT, Evidence.FORM, Duration.ZERO);
        Change bensYes = said(BEN, MAIL, GRANTED, EMAIL, "crm", Actor.SUBJECT, Evidence.FORM, Duration.ofDays(1));
        assertThat(holds(MAIL, List.of(bensNo))).isEqualTo("withdrawn");
        assertThat(holds(MAIL, List.of(bensYes))).isEqualTo("not_set");
        assertThat(holds(MAIL, List.of(bensNo, bensYes))).isEqualTo("withdrawn");
    }

    @Test
    void aRefusalFollowsThePersonToAnotherAddressAndAGrantDoesNot() {
        assertThat(holds(ADA, MAIL, OTHER_EMAIL, List.of(subjectSaid(MAIL, WITHDRAWN, "crm", Duration.ZERO)))).isEqualTo("withdrawn");
        assertThat(holds(ADA, MAIL, OTHER_EMAIL, List.of(subjectSaid(MAIL, GRANTED, "crm", Duration.ZERO)))).isEqualTo("not_set");
    }

    @Test
    void whatAThirdPartySaysIsNoPermission() {
        Change bought = said(ADA, MAIL, GRANTED, EMAIL, "broker", Actor.THIRD_PARTY, Evidence.THIRD_PARTY, Duration.ZERO);
        assertThat(holds(MAIL, List.of(bought))).isEqualTo("not_set");
        assertThat(why(bought, List.of(bought))).isEqualTo(Rule.NOT_GIVEN_BY_SUBJECT);
    }

    @Test
    void aNoThatALookFoundIsTimedByAnotherClockThanTheYesThatTheSystemTimed() {
        Change found = lookedAt(WITHDRAWN, Duration.ZERO, Duration.ofSeconds(60));
        assertThat(holds(MAIL, List.of(found, within(GRANTED, Duration.ofMillis(60_100), Duration.ofMillis(60_100))))).isEqualTo("withdrawn");
        assertThat(holds(MAIL, List.of(found, within(GRANTED, Duration.ofMillis(60_501), Duration.ofMillis(60_501))))).isEqualTo("granted");
        assertThat(holds(MAIL, List.of(found, lookedAt(GRANTED, Duration.ofSeconds(60), Duration.ofSeconds(61))))).as("two looks go by one clock").isEqualTo("granted");
    }

    private String holds(String key, List<Change> all) {
        return holds(ADA, key, EMAIL, all);
    }

    private String holds(UUID subject, String key, ContactPoint point, List<Change> all) {
        return resolver.own(subject, new Slot(Key.of(key), point), all, NOON.plus(Duration.ofDays(30))).value();
    }

    private String effective(String key, List<Change> all) {
        return resolver.effective(ADA, new Slot(Key.of(key), EMAIL), all, NOON.plus(Duration.ofDays(30))).value();
    }

    /** The source says when only to the second; what was heard within that second was made before it was heard. */
    private static Change within(Decision decision, Duration from, Duration to) {
        Change said = subjectSaid(MAIL, decision, "files", to);
        Provenance origin = said.provenance();
        return new Change(said.id(), said.subject(), said.key(), said.value(), said.contactPoint(), new Provenance(origin.source(), origin.record(),
                origin.event(), origin.actor(), origin.collectionPoint(), origin.evidence(), null, null, NOON.plus(from), NOON.plus(to), false, null,
                origin.receivedAt(), origin.digest(), origin.mapping(), origin.hops()));
    }

    /** Shown by a record that does not say since when. */
    private static Change lookedAt(Decision decision, Duration from, Duration to) {
        Change said = within(decision, from, to);
        Provenance origin = said.provenance();
        return new Change(said.id(), said.subject(), said.key(), said.value(), said.contactPoint(), new Provenance(origin.source(), origin.record(),
                origin.event(), origin.actor(), origin.collectionPoint(), origin.evidence(), null, null, origin.capturedFrom(), origin.capturedTo(), false, null,
                origin.capturedTo(), origin.digest(), origin.mapping(), origin.hops()));
    }

    private Rule why(Change change, List<Change> all) {
        return resolver.why(ADA, new Slot(change.key(), EMAIL), change, all, NOON.plus(Duration.ofDays(30))).rule();
    }

    private static Change setBack(Change change) {
        Provenance was = change.provenance();
        Provenance clamped = new Provenance(was.source(), was.record(), was.event(), was.actor(), was.collectionPoint(), was.evidence(), was.wording(),
                was.jurisdiction(), was.capturedFrom(), was.capturedTo(), true, was.sequence(), was.receivedAt(), was.digest(), was.mapping(), was.hops());
        return new Change(change.id(), change.subject(), change.key(), change.value(), change.contactPoint(), clamped);
    }
}
