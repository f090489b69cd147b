package dev.heed.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.heed.HeedTest;
import dev.heed.change.Actor;
import dev.heed.change.Evidence;
import dev.heed.deciding.Setup;
import dev.heed.erasure.Erasing;
import dev.heed.trial.Finding;
import dev.heed.trial.Finding.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What another policy, manifest or mapping table would make different of what was recorded, on a real ledger. */
@HeedTest(properties = {"heed.home=src/test/resources/homes/past", "heed.erasure.patience=PT0S"})
@Import(Told.class)
class DryRunTest {

    private static final String FIRST = "2026-05-20T10:00:00Z";
    private static final String LATER = "2026-05-20T11:00:00Z";

    @TempDir
    Path folder;
    @Autowired
    private DryRun dryRun;
    @Autowired
    private Setup today;
    @Autowired
    private Told told;
    @Autowired
    private Erasing erasing;
    @Autowired
    private JdbcClient jdbc;

    private final List<Finding> found = new ArrayList<>();
    private Instant since;
    private Proposed proposed;

    @BeforeEach
    void fromNowOn() {
        since = Told.now();
        proposed = Proposed.in(folder);
    }

    @Test
    void anUnchangedFolderMakesNoDifference() {
        told.shop(Told.email(), "email/marketing", "granted", Actor.SUBJECT, Evidence.FORM, FIRST);
        told.crm("crm-1", Told.email(), ", \"optedOut\": true");
        told.text(Told.phone(), "STOP");

        Report report = run();

        assertThat(report.differs()).isFalse();
        assertThat(found).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.looked()).isEqualTo(new Report.Looked(3, 3, 0, 0));
        assertThat(report.messages().read()).as("where the tables are the same there is nothing to read again").isZero();
    }

    @Test
    void anotherRankOfEvidenceFlipsStatesAndNamesTheRuleEachWay() {
        String email = Told.email();
        UUID subject = told.shop(email, "email/marketing", "withdrawn", Actor.AGENT, Evidence.FORM, FIRST);
        told.shop(email, "email/marketing", "granted", Actor.AGENT, Evidence.AGENT, LATER);
        proposed.with(Proposed.POLICY, "lifting:", "evidence: [double_opt_in, agent, form, import, inferred, third_party]\nlifting:");

        Report report = run();

        Finding state = only(Kind.STATE);
        assertThat(state.subject()).isEqualTo(subject);
        assertThat(state.key()).isEqualTo("email/marketing");
        assertThat(state.contactPoint()).isEqualTo("email");
        assertThat(state.now()).extracting(Finding.Side::value, Finding.Side::rule).containsExactly("withdrawn", "evidence-too-weak");
        assertThat(state.then()).extracting(Finding.Side::value, Finding.Side::rule).containsExactly("granted", "overtaken");
        assertThat(state.now().change()).isNotEqualTo(state.then().change());
        assertThat(report.states()).isEqualTo(new Report.States(1, Map.of("overtaken", 1L)));
    }

    @Test
    void aSystemValueDiffersWithTheStateItSays() {
        String email = Told.email();
        UUID subject = told.crm("crm-2", email, "");
        told.shop(email, "email/marketing", "withdrawn", Actor.SUBJECT, Evidence.FORM, FIRST);
        told.shop(email, "email/marketing", "granted", Actor.SUBJECT, Evidence.FORM, LATER);
        proposed.with(Proposed.POLICY, "subject: form", "subject: double_opt_in");

        Report report = run();

        Finding value = only(Kind.VALUE);
        assertThat(value).extracting(Finding::subject, Finding::system, Finding::record, Finding::key).containsExactly(subject, "crm", "crm-2", "email/marketing");
        assertThat(value.now().value()).isEqualTo("false (granted)");
        assertThat(value.then()).extracting(Finding.Side::value, Finding.Side::rule).containsExactly("true (withdrawn)", "evidence-too-weak");
        assertThat(report.values()).isEqualTo(new Report.Values(1, Map.of("crm", Map.of("evidence-too-weak", 1L))));
        assertThat(report.states().count()).isEqualTo(1);
        assertThat(report.looked().differing()).isEqualTo(1);
    }

    @Test
    void aGrantThatWouldHaveExpiredIsARefusal() {
        told.shop(Told.email(), "email/marketing", "granted", Actor.SUBJECT, Evidence.FORM, "2020-05-20T10:00:00Z");
        proposed.with(Proposed.POLICY, "lifting:", "grants: {expire: P2Y}\nlifting:");

        run();

        assertThat(only(Kind.STATE)).extracting(state -> state.now().value(), state -> state.now().rule(), state -> state.then().value(), state -> state.then().rule())
                .containsExactly("granted", "holds", "expired", "expired");
    }

    @Test
    void aRefusalThatWouldReachFurtherIsNamedWhereItReaches() {
        told.shop(Told.email(), "email/marketing/offers", "withdrawn", Actor.SUBJECT, Evidence.FORM, FIRST);
        proposed.with(Proposed.POLICY, "lifting:", "revocation: purpose\nlifting:");

        run();

        assertThat(found).filteredOn(finding -> finding.kind() == Kind.STATE).extracting(Finding::key, state -> state.now().value(), state -> state.now().rule(), state -> state.then().value())
                .containsExactlyInAnyOrder(tuple("email/marketing", "not_set", "not-reached", "withdrawn"), tuple("email/marketing/newsletter", "not_set", "not-reached", "withdrawn"));
    }

    @Test
    void aFlagThatGovernsMoreIsClosed() {
        String email = Told.email();
        told.crm("crm-3", email, "");
        told.shop(email, "email/marketing", "granted", Actor.SUBJECT, Evidence.FORM, FIRST);
        told.shop(email, "email/marketing/newsletter", "withdrawn", Actor.SUBJECT, Evidence.FORM, LATER);
        proposed.with(Proposed.CRM, "email/marketing: {}", "email/marketing: {governs: [newsletter]}");

        Report report = run();

        assertThat(report.states().count()).as("what holds is the same").isZero();
        assertThat(only(Kind.VALUE)).extracting(Finding::record, value -> value.now().value(), value -> value.then().value(), value -> value.then().rule())
                .containsExactly("crm-3", "false (granted)", "true (withdrawn)", "manifest");
    }

    @Test
    void aFieldThatSaysItInAnotherWordIsOfTheMapping() {
        String phone = Told.phone();
        told.text(phone, "STOP");
        proposed.with(Proposed.TEXTING_TABLE, "values: {opt-in: granted, opt-out: withdrawn}", "values: {opt-in: granted, blocked: withdrawn}");

        Report report = run();

        assertThat(report.states().count()).isZero();
        assertThat(only(Kind.VALUE)).extracting(Finding::record, value -> value.now().value(), value -> value.then().value(), value -> value.then().rule())
                .as("the number that is the record is not shown").containsExactly("phone", "opt-out (withdrawn)", "blocked (withdrawn)", "mapping");
        assertThat(report.notes()).contains("mappings/texting.mapping.yaml is another table and has the same version, 1: raise it, it goes into the provenance");
    }

    @Test
    void aKeptMessageThatSaysSomethingElseByAnotherTableChangesWhatHolds() {
        String phone = Told.phone();
        long stopped = told.text(phone, "STOP");
        told.text(Told.phone(), "HELLO");
        proposed.with(Proposed.TEXTING_TABLE, "STOP: withdrawn", "STOP: denied");

        Report report = run();

        assertThat(only(Kind.STATEMENT)).extracting(Finding::message, Finding::subject, said -> said.now().value(), said -> said.then().value())
                .containsExactly(stopped, told.at(phone), "withdrawn from `form` by subject", "denied from `form` by subject");
        assertThat(only(Kind.STATE)).extracting(state -> state.now().value(), state -> state.then().value(), state -> state.now().rule(), state -> state.then().rule())
                .containsExactly("withdrawn", "denied", "not-said", "not-said");
        assertThat(report.messages()).isEqualTo(new Report.Messages(2, 1, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void whatStoodBehindAStatementHoldsAgainWhereTheStatementIsNone() {
        String phone = Told.phone();
        told.text(phone, "START");
        told.text(phone, "STOP");
        told.text(phone, "STOP");
        proposed.with(Proposed.TEXTING_TABLE, "STOP: withdrawn", "STOP: ignore");

        run();

        assertThat(only(Kind.STATE)).extracting(state -> state.now().value(), state -> state.then().value()).containsExactly("withdrawn", "granted");
        assertThat(found).filteredOn(finding -> finding.kind() == Kind.STATEMENT).hasSize(2).allSatisfy(said -> assertThat(said.then().value()).isNull());
    }

    @Test
    void anOlderStatementOfTheSameKindStillHoldsWhereTheLaterOneIsNone() {
        String phone = Told.phone();
        told.text(phone, "STOP");
        since = Told.now();
        told.text(phone, "STOP");
        proposed.with(Proposed.TEXTING_TABLE, "STOP: withdrawn", "STOP: ignore");

        run();

        assertThat(only(Kind.STATEMENT).then().value()).isNull();
        assertThat(found).filteredOn(finding -> finding.kind() == Kind.STATE).as("what was said before is not read again").isEmpty();
    }

    @Test
    void aRefusalThatAMessageWouldMakeBindsAllWhoShareTheNumber() {
        String phone = Told.phone();
        UUID one = told.crm("crm-7", Told.email(), ", \"phone\": \"" + phone + "\"");
        told.text(phone, "START");
        UUID other = told.crm("crm-8", Told.email(), ", \"phone\": \"" + phone + "\"");
        assertThat(other).isNotEqualTo(one);
        proposed.with(Proposed.TEXTING_TABLE, "START: granted", "START: withdrawn");

        run();

        assertThat(found).filteredOn(finding -> finding.kind() == Kind.STATE).extracting(Finding::subject, state -> state.now().value(), state -> state.then().value())
                .containsExactlyInAnyOrder(tuple(one, "granted", "withdrawn"), tuple(other, "not_set", "withdrawn"));
    }

    @Test
    void messagesAreCountedThatWouldBeParkedOrWouldNotBeAnyMore() {
        String phone = Told.phone();
        told.text(phone, "START");
        long stopped = told.text(phone, "STOP");
        long unknown = told.text(phone, "GOODBYE");
        proposed.with(Proposed.TEXTING_TABLE, "STOP: withdrawn,", "GOODBYE: withdrawn,");

        Report report = run();

        assertThat(only(Kind.PARKED)).extracting(Finding::message, Finding::system).containsExactly(stopped, "texting");
        assertThat(only(Kind.PARKED).sentence()).startsWith("messages: unknown value in body");
        assertThat(only(Kind.READABLE).message()).isEqualTo(unknown);
        assertThat(report.messages()).extracting(Report.Messages::parked, Report.Messages::readable).containsExactly(1L, 1L);
        assertThat(found).filteredOn(finding -> finding.kind() == Kind.STATE).as("one no for the other").isEmpty();
    }

    @Test
    void aMessageOfSomebodyWhomHeedDoesNotKnowIsCounted() {
        told.text(Told.phone(), "HELLO");
        proposed.with(Proposed.TEXTING_TABLE, "HELLO: ignore", "HELLO: withdrawn");

        Report report = run();

        assertThat(report.messages()).extracting(Report.Messages::otherwise, Report.Messages::unknown, Report.Messages::statements).containsExactly(1L, 1L, 0L);
        assertThat(report.differs()).isTrue();
    }

    @Test
    void changesWhoseMessageIsPastRetentionAreCountedAndTakenAsTheyWereRead() {
        long message = told.text(Told.phone(), "STOP");
        jdbc.sql("delete from inbound where id = ?").param(message).update();
        proposed.with(Proposed.TEXTING_TABLE, "STOP: withdrawn", "STOP: denied");

        Report report = run();

        assertThat(report.messages()).isEqualTo(new Report.Messages(0, 0, 0, 0, 0, 0, 0, 1));
        assertThat(found).isEmpty();
    }

    @Test
    void aFieldThatTheTableDidNotKnowIsReadInTheOrderItWasShown() {
        String email = Told.email();
        UUID subject = told.crm("crm-5", email, ", \"noPost\": false");
        told.crm("crm-5", email, ", \"noPost\": true");
        proposed.with(Proposed.CRM_TABLE, "    language:", "    noPost: {means: post/marketing, type: boolean, values: {\"true\": withdrawn, \"false\": granted}, default: [\"false\"]}\n    language:")
                .with(Proposed.CRM, "  language: {}", "  language: {}\n  post/marketing: {}");

        run();

        assertThat(found).filteredOn(finding -> finding.kind() == Kind.STATEMENT).as("a default says nothing, a change says it")
                .extracting(Finding::key, said -> said.then().value()).containsExactly(tuple("post/marketing", "withdrawn from `agent` by agent"));
        assertThat(only(Kind.STATE)).extracting(Finding::subject, Finding::key, state -> state.then().value()).containsExactly(subject, "post/marketing", "withdrawn");
        assertThat(found).filteredOn(finding -> finding.kind() == Kind.VALUE).as("the field shows it already").isEmpty();
    }

    @Test
    void subjectsOfWhomNothingWasRecordedSinceAreLeftOut() {
        told.shop(Told.email(), "email/marketing", "granted", Actor.SUBJECT, Evidence.FORM, "2020-05-20T10:00:00Z");
        Instant between = Told.now();
        UUID later = told.shop(Told.email(), "email/marketing", "granted", Actor.SUBJECT, Evidence.FORM, "2020-05-20T10:00:00Z");
        proposed.with(Proposed.POLICY, "lifting:", "grants: {expire: P2Y}\nlifting:");

        since = between;
        Report report = run();

        assertThat(report.looked().subjects()).isEqualTo(1);
        assertThat(only(Kind.STATE).subject()).isEqualTo(later);
    }

    @Test
    void thoseErasedAreLeftOutAndCounted() {
        String phone = Told.phone();
        told.text(phone, "STOP");
        UUID subject = told.at(phone);
        erasing.order(subject);
        erasing.finish();
        told.text(Told.phone(), "STOP");
        proposed.with(Proposed.TEXTING_TABLE, "STOP: withdrawn", "STOP: denied");

        Report report = run();

        assertThat(report.looked()).extracting(Report.Looked::subjects, Report.Looked::erased).containsExactly(1L, 1L);
        assertThat(report.messages()).extracting(Report.Messages::read, Report.Messages::erased).containsExactly(1L, 1L);
        assertThat(found).extracting(Finding::subject).doesNotContain(subject).isNotEmpty();
    }

    @Test
    void nothingInTheDatabaseIsOtherThanBefore() {
        String phone = Told.phone();
        told.text(phone, "START");
        told.text(phone, "STOP");
        told.crm("crm-6", Told.email(), ", \"optedOut\": true, \"language\": \"de\"");
        proposed.with(Proposed.TEXTING_TABLE, "STOP: withdrawn", "STOP: ignore").with(Proposed.POLICY, "lifting:", "grants: {expire: P1D}\nrevocation: all\nlifting:");
        Map<String, String> before = contents();

        assertThat(run().differs()).isTrue();

        assertThat(contents()).isEqualTo(before);
    }

    /** Every row of every table, in one figure each. */
    private Map<String, String> contents() {
        Map<String, String> contents = new LinkedHashMap<>();
        jdbc.sql("select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1").query(String.class).list().forEach(table ->
                contents.put(table, jdbc.sql("select count(*) || ' ' || coalesce(md5(string_agg(entry::text, ',' order by entry::text)), '') from public." + table + " entry").query(String.class).single()));
        assertThat(contents).containsKeys("ledger", "state", "delivery", "inbound", "record", "subject", "strand");
        return contents;
    }

    private Report run() {
        found.clear();
        return dryRun.run(today, proposed.read(), since, found::add).orElseThrow();
    }

    private Finding only(Kind kind) {
        assertThat(found).filteredOn(finding -> finding.kind() == kind).hasSize(1);
        return found.stream().filter(finding -> finding.kind() == kind).findFirst().orElseThrow();
    }
}
