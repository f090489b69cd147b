package dev.heed.policy;

import static dev.heed.change.Decision.GRANTED;
import static dev.heed.change.Decision.PENDING;
import static dev.heed.change.Decision.WITHDRAWN;
import static dev.heed.policy.Histories.AMERICAN;
import static dev.heed.policy.Histories.GERMAN;
import static dev.heed.policy.Statements.ADA;
import static dev.heed.policy.Statements.EMAIL;
import static dev.heed.policy.Statements.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.PointOrigin;
import dev.heed.change.Provenance;
import dev.heed.config.Taxonomy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each setting of the policy changes, and what none of them can. */
class PolicyChoicesTest {

    private static final String MAIL = "email/marketing";
    private static final String NEWS = "email/marketing/newsletter";
    private static final String OFFERS = "email/marketing/offers";
    private static final String SMS = "sms/marketing";
    private static final Instant YEAR = NOON.plus(Duration.ofDays(365));

    @TempDir
    private Path folder;

    @Test
    void aGrantUnderOneLawLiftsNoRefusalUnderAnother() throws IOException {
        Resolver resolver = policy("homeRegion: US\njurisdictions: {EU: {members: [DE, FR]}}");
        Change no = under("DE", said(MAIL, WITHDRAWN, EMAIL, 0));
        Change french = under("FR", said(MAIL, GRANTED, EMAIL, 60));
        Change american = said(MAIL, GRANTED, EMAIL, 60);
        assertThat(value(resolver, MAIL, EMAIL, List.of(no, french))).as("one law for the union").isEqualTo("granted");
        assertThat(value(resolver, MAIL, EMAIL, List.of(no, american))).isEqualTo("withdrawn");
        Ruling ruling = why(resolver, MAIL, EMAIL, american, List.of(no, american));
        assertThat(ruling.rule()).isEqualTo(Rule.OTHER_JURISDICTION);
        assertThat(ruling.winner()).isEqualTo(no);
        assertThat(ruling.sentence()).isEqualTo("grant from `form` by the subject in shop under the law of US cannot lift a withdrawal from `form` by the subject in shop under that of EU");
    }

    @Test
    void whereNothingIsSaidTheNumberTellsTheLawAndElseHomeDoes() throws IOException {
        Resolver resolver = policy("homeRegion: US\njurisdictions: {DE: {grants: {evidence: double_opt_in}}}");
        assertThat(value(resolver, SMS, GERMAN, List.of(said(SMS, GRANTED, GERMAN, 0)))).isEqualTo("not_set");
        assertThat(value(resolver, SMS, AMERICAN, List.of(said(SMS, GRANTED, AMERICAN, 0)))).isEqualTo("granted");
        assertThat(value(resolver, MAIL, EMAIL, List.of(said(MAIL, GRANTED, EMAIL, 0)))).isEqualTo("granted");
        assertThat(value(resolver, MAIL, EMAIL, List.of(under("DE", said(MAIL, GRANTED, EMAIL, 0))))).isEqualTo("not_set");
        Change german = said(SMS, GRANTED, GERMAN, 0);
        assertThat(why(resolver, SMS, GERMAN, german, List.of(german)).sentence())
                .isEqualTo("grant from `form` by the subject in shop is not evidence enough for sms under the law of DE");
    }

    @Test
    void aStateHasTheLawOfTheWholeUnlessItHasItsOwn() throws IOException {
        Change no = under("us", said(MAIL, WITHDRAWN, EMAIL, 0));
        Change yes = under("US-CA", said(MAIL, GRANTED, EMAIL, 60));
        assertThat(value(policy("repairs: 5"), MAIL, EMAIL, List.of(no, yes))).isEqualTo("granted");
        assertThat(value(policy("jurisdictions: {US-CA: {}}"), MAIL, EMAIL, List.of(no, yes))).isEqualTo("withdrawn");
    }

    @Test
    void aGrantEndsWithItsTimeAndLiftsNothingAnyMore() throws IOException {
        Resolver resolver = policy("grants: {expire: {email: P1Y}}");
        Change no = said(MAIL, WITHDRAWN, EMAIL, -60);
        Change yes = said(MAIL, GRANTED, EMAIL, 0);
        Slot slot = new Slot(Key.of(MAIL), EMAIL);
        assertThat(resolver.effective(ADA, slot, List.of(yes), YEAR.minusNanos(1)).value()).isEqualTo("granted");
        Answer ended = resolver.effective(ADA, slot, List.of(yes), YEAR);
        assertThat(ended).isEqualTo(new Answer("expired", yes));
        assertThat(ended.restrictive()).isTrue();
        assertThat(resolver.effective(ADA, slot, List.of(no, yes), YEAR.minusNanos(1)).value()).isEqualTo("granted");
        assertThat(resolver.effective(ADA, slot, List.of(no, yes), YEAR).value()).isEqualTo("withdrawn");
        assertThat(resolver.why(ADA, slot, yes, List.of(yes), YEAR).sentence()).endsWith("in shop expired at 2027-03-01T12:00:00Z");
        assertThat(resolver.nextExpiry(ADA, List.of(no, yes), NOON)).contains(YEAR);
        assertThat(resolver.nextExpiry(ADA, List.of(no, yes), YEAR)).isEmpty();
    }

    @Test
    void anOptInThatWasNeverConfirmedExpiresToo() throws IOException {
        Resolver resolver = policy("grants: {confirm: P7D}");
        Slot slot = new Slot(Key.of(MAIL), EMAIL);
        List<Change> all = List.of(said(MAIL, PENDING, EMAIL, 0));
        assertThat(resolver.own(ADA, slot, all, NOON.plus(Duration.ofDays(6))).value()).isEqualTo("pending");
        assertThat(resolver.own(ADA, slot, all, NOON.plus(Duration.ofDays(7))).value()).isEqualTo("expired");
    }

    @Test
    void aRefusalReachesWhatThePolicySaysAndNoFurther() throws IOException {
        List<Change> all = List.of(said(NEWS, GRANTED, EMAIL, -60), said(MAIL, GRANTED, EMAIL, -60), said(SMS, GRANTED, AMERICAN, -60), said(OFFERS, WITHDRAWN, EMAIL, 0));
        assertThat(reached("revocation: stated", all)).containsExactly("granted", "granted", "withdrawn", "granted");
        assertThat(reached("revocation: purpose", all)).containsExactly("withdrawn", "withdrawn", "withdrawn", "granted");
        assertThat(reached("revocation: channel", all)).containsExactly("withdrawn", "withdrawn", "withdrawn", "granted");
        assertThat(reached("revocation: all", all)).containsExactly("withdrawn", "withdrawn", "withdrawn", "withdrawn");
        assertThat(reached("revocation: {reach: all, channels: [sms, phone]}", all)).containsExactly("granted", "granted", "withdrawn", "granted");
    }

    @Test
    void aRuleThatIsNotYetInForceReachesOnlyRefusalsFromItsDayOn() throws IOException {
        Resolver resolver = policy("homeRegion: US\njurisdictions: {US: {revocation: {reach: all, channels: [sms, phone], from: 2026-03-02}}}");
        Change call = said("phone/marketing", GRANTED, AMERICAN, -60);
        assertThat(value(resolver, "phone/marketing", AMERICAN, List.of(call, said(SMS, WITHDRAWN, AMERICAN, 0)))).isEqualTo("granted");
        Change stop = said(SMS, WITHDRAWN, AMERICAN, 86_400);
        assertThat(value(resolver, "phone/marketing", AMERICAN, List.of(call, stop))).isEqualTo("withdrawn");
        assertThat(value(resolver, "phone/marketing", GERMAN, List.of(said("phone/marketing", GRANTED, GERMAN, -60), said(SMS, WITHDRAWN, GERMAN, 86_400))))
                .as("no rule of another law").isEqualTo("granted");
        assertThat(why(resolver, "phone/marketing", AMERICAN, call, List.of(call, stop)).winner()).isEqualTo(stop);
    }

    @Test
    void whatARefusalOnlyReachesALaterYesOpensAgainAndWhatItNamedItDoesNot() throws IOException {
        Resolver resolver = policy("revocation: channel");
        List<Change> all = List.of(said(OFFERS, WITHDRAWN, EMAIL, 0), said(MAIL, GRANTED, EMAIL, 60));
        assertThat(value(resolver, MAIL, EMAIL, all)).isEqualTo("granted");
        assertThat(resolver.effective(ADA, new Slot(Key.of(NEWS), EMAIL), all, YEAR).value()).isEqualTo("granted");
        assertThat(resolver.effective(ADA, new Slot(Key.of(OFFERS), EMAIL), all, YEAR).value()).isEqualTo("withdrawn");
    }

    @Test
    void anAddressFromElsewhereIsOfNoUseUntilTheSubjectGivesIt() throws IOException {
        Change yes = found(PointOrigin.THIRD_PARTY, said(MAIL, GRANTED, EMAIL, 0));
        Change given = found(PointOrigin.SUBJECT, said(NEWS, GRANTED, EMAIL, 60));
        assertThat(value(policy("repairs: 5"), MAIL, EMAIL, List.of(yes))).isEqualTo("not_set");
        assertThat(value(policy("repairs: 5"), MAIL, EMAIL, List.of(yes, given))).isEqualTo("granted");
        assertThat(value(policy("points: {third_party: [marketing]}"), MAIL, EMAIL, List.of(yes))).isEqualTo("granted");
        assertThat(value(policy("points: {derived: [marketing]}"), MAIL, EMAIL, List.of(yes))).isEqualTo("not_set");
        assertThat(why(policy("repairs: 5"), MAIL, EMAIL, yes, List.of(yes)).rule()).isEqualTo(Rule.POINT_NOT_GIVEN);
        Change unsubscribed = said(NEWS, WITHDRAWN, EMAIL, 60);
        assertThat(value(policy("repairs: 5"), MAIL, EMAIL, List.of(yes, unsubscribed))).as("who says no to mail does not give the address").isEqualTo("not_set");
    }

    @Test
    void aSourceIsBelievedNoFurtherThanThePolicySays() throws IOException {
        Change no = by("mail", Actor.SUBJECT, Evidence.FORM, WITHDRAWN, 0);
        Change claimed = by("crm", Actor.SUBJECT, Evidence.FORM, GRANTED, 60);
        assertThat(value(policy("repairs: 5"), MAIL, EMAIL, List.of(no, claimed))).isEqualTo("granted");
        assertThat(value(policy("sources: {crm: {actors: [agent]}}"), MAIL, EMAIL, List.of(no, claimed))).as("form beats form, but by an agent").isEqualTo("granted");
        assertThat(value(policy("sources: {crm: {authority: agent, actors: [agent]}}"), MAIL, EMAIL, List.of(no, claimed))).isEqualTo("withdrawn");
        assertThat(value(policy("sources: {crm: {actors: [third_party]}}"), MAIL, EMAIL, List.of(claimed))).isEqualTo("not_set");
        assertThat(value(policy("sources: {crm: {clockSkew: PT2M}}"), MAIL, EMAIL, List.of(no, claimed))).as("its clock may be off by more").isEqualTo("withdrawn");
    }

    @Test
    void anImportIsToldInOneSentenceWhatItCannotLift() throws IOException {
        Change no = by("mail", Actor.SUBJECT, Evidence.FORM, WITHDRAWN, 0);
        Change imported = by("crm", Actor.AUTOMATION, Evidence.IMPORT, GRANTED, 60);
        Ruling ruling = why(policy("repairs: 5"), MAIL, EMAIL, imported, List.of(no, imported));
        assertThat(ruling.winner()).isEqualTo(no);
        assertThat(ruling.sentence()).isEqualTo("grant from `import` by a program in crm cannot lift a withdrawal from `form` by the subject in mail");
        Change yes = by("shop", Actor.SUBJECT, Evidence.FORM, GRANTED, 90);
        Ruling lifted = why(policy("repairs: 5"), MAIL, EMAIL, no, List.of(no, imported, yes));
        assertThat(lifted.winner()).isEqualTo(yes);
        assertThat(lifted.sentence()).isEqualTo("withdrawal from `form` by the subject in mail was lifted by the later grant from `form` by the subject in shop");
    }

    private List<String> reached(String setting, List<Change> all) throws IOException {
        Resolver resolver = policy(setting);
        return List.of(value(resolver, MAIL, EMAIL, all), value(resolver, NEWS, EMAIL, all), value(resolver, OFFERS, EMAIL, all), value(resolver, SMS, AMERICAN, all));
    }

    private Resolver policy(String text) throws IOException {
        return new Resolver(PolicyFile.read(Files.writeString(folder.resolve("policy.yaml"), text), Taxonomy.read(Path.of("config/taxonomy.yaml"))));
    }

    private static String value(Resolver resolver, String key, ContactPoint point, List<Change> all) {
        return resolver.own(ADA, new Slot(Key.of(key), point), all, YEAR).value();
    }

    private static Ruling why(Resolver resolver, String key, ContactPoint point, Change change, List<Change> all) {
        return resolver.why(ADA, new Slot(Key.of(key), point), change, all, YEAR);
    }

    private static Change said(String key, Decision decision, ContactPoint point, long seconds) {
        return Statements.said(ADA, key, decision, point, "shop", Actor.SUBJECT, Evidence.FORM, Duration.ofSeconds(seconds));
    }

    private static Change by(String source, Actor actor, Evidence evidence, Decision decision, long seconds) {
        return Statements.said(ADA, MAIL, decision, EMAIL, source, actor, evidence, Duration.ofSeconds(seconds));
    }

    private static Change under(String jurisdiction, Change change) {
        return with(change, jurisdiction, null);
    }

    private static Change found(PointOrigin origin, Change change) {
        return with(change, null, origin);
    }

    private static Change with(Change change, String jurisdiction, PointOrigin point) {
        Provenance origin = change.provenance();
        return new Change(change.id(), change.subject(), change.key(), change.value(), change.contactPoint(), new Provenance(origin.source(), origin.record(),
                origin.event(), origin.actor(), origin.collectionPoint(), origin.evidence(), null, jurisdiction, origin.capturedFrom(), origin.capturedTo(), false,
                null, origin.receivedAt(), origin.digest(), origin.mapping(), origin.hops(), point));
    }
}
