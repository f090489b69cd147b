package dev.heed.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.change.Actor;
import dev.heed.change.Evidence;
import dev.heed.change.PointOrigin;
import dev.heed.config.CannotStartException;
import dev.heed.config.Taxonomy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {

    private static final Taxonomy TAXONOMY = Taxonomy.read(Path.of("config/taxonomy.yaml"));

    @TempDir
    private Path folder;

    @Test
    void anEmptyPolicyIsTheLawfulOne() throws IOException {
        Policy policy = read("{}");
        assertThat(policy).isEqualTo(new Policy(Duration.ofSeconds(2), Duration.ofMillis(500), 5));
        assertThat(policy.points()).as("what the subject did not give is of no use").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"config/policy.yaml", "src/test/resources/homes/small/config/policy.yaml", "src/test/resources/policy/strict.yaml",
        "src/test/resources/policy/wide.yaml"})
    void thePoliciesOfTheProjectCanBeRead(String file) {
        assertThat(PolicyFile.read(Path.of(file), TAXONOMY).repairs()).isPositive();
    }

    @Test
    void thePolicyThatComesWithHeedDecidesAsTheEmptyOneDoes() throws IOException {
        Policy ours = PolicyFile.read(Path.of("config/policy.yaml"), TAXONOMY);
        Policy empty = read("{}");
        assertThat(ours.ranks()).isEqualTo(empty.ranks());
        assertThat(ours.lifting()).isEqualTo(empty.lifting());
        assertThat(ours.concurrencyWindow()).isEqualTo(empty.concurrencyWindow());
        assertThat(ours.usual().revocation().reach()).as("one no for everything is not the law yet").isEqualTo(Reach.STATED);
        assertThat(ours.usual().expires().of("email")).isEmpty();
        assertThat(ours.points().values()).allMatch(java.util.Set::isEmpty);
    }

    @Test
    void everySettingIsRead() throws IOException {
        Policy policy = read("""
                homeRegion: CA
                concurrencyWindow: PT5S
                clockSkew: PT1S
                repairs: 3
                evidence: [form, double_opt_in, agent, import, third_party, inferred]
                lifting: {subject: agent, agent: nothing}
                grants: {evidence: {sms: form, "*": agent}, expire: P2Y, confirm: P7D}
                revocation: channel
                points: {derived: [marketing]}
                sources: {crm: {authority: agent, actors: [agent, automation], clockSkew: PT3S}}
                jurisdictions:
                  EU: {members: [DE, FR], grants: {evidence: {email: double_opt_in}}}
                  US: {revocation: {reach: all, channels: [sms, phone], purposes: [marketing], from: 2027-01-31}}
                """);
        assertThat(policy.home()).isEqualTo("CA");
        assertThat(policy.repairs()).isEqualTo(3);
        assertThat(policy.concurrencyWindow()).isEqualTo(Duration.ofSeconds(5));
        assertThat(policy.clockSkew("crm")).isEqualTo(Duration.ofSeconds(3));
        assertThat(policy.clockSkew("shop")).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.ranks().atLeast(Evidence.FORM, Evidence.DOUBLE_OPT_IN)).isTrue();
        assertThat(policy.ranks().atLeast(Evidence.INFERRED, Evidence.THIRD_PARTY)).isFalse();
        assertThat(policy.lifting()).isEqualTo(new Lifting(Evidence.AGENT, null));
        assertThat(policy.usual().evidence().of("sms")).contains(Evidence.FORM);
        assertThat(policy.usual().evidence().of("email")).contains(Evidence.AGENT);
        assertThat(policy.usual().expires().of("email")).contains(Period.ofYears(2));
        assertThat(policy.usual().confirming().of("email")).contains(Period.ofDays(7));
        assertThat(policy.points().get(PointOrigin.DERIVED)).containsExactly("marketing");
        assertThat(policy.sources().get("crm").actors()).containsExactlyInAnyOrder(Actor.AGENT, Actor.AUTOMATION);
        assertThat(policy.jurisdictions().members()).containsEntry("FR", "EU");
        assertThat(policy.jurisdictions().overlays().get("EU").evidence().of("email")).contains(Evidence.DOUBLE_OPT_IN);
        assertThat(policy.jurisdictions().overlays().get("US").revocation().from()).hasToString("2027-01-31");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "lifting: {automation: import}                                        | 2 | automation",
        "lifting: {subject: import}                                           | 2 | lifting.subject",
        "evidence: [form, agent, import]                                      | 2 | 6",
        "evidence: [import, double_opt_in, form, agent, inferred, third_party] | 2 | 'import' stands above 'agent'",
        "grants: {evidence: inferred}                                         | 2 | grants",
        "grants: {evidence: {fax: form}}                                      | 2 | 'fax' is no channel",
        "grants: {expire: 2 years}                                            | 2 | grants",
        "grants: {expire: P}                                                  | 2 | grants",
        "revocation: {reach: all, channels: [telex]}                          | 2 | 'telex' is no channel",
        "revocation: {reach: all, from: 2027-02-30}                           | 2 | '2027-02-30' is no day",
        "points: {subject: [marketing]}                                       | 2 | subject",
        "points: {derived: [gossip]}                                          | 2 | 'gossip' is no purpose",
        "sources: {crm: {clockSkew: 5s}}                                      | 2 | clockSkew",
        "jurisdictions: {germany: {}}                                         | 2 | germany",
        "homeRegion: UK                                                       | 2 | 'UK' is no country of ISO 3166; the United Kingdom is GB",
        "jurisdictions: {QQ: {}}                                              | 2 | 'QQ' is no country",
        "jurisdictions: {EU: {}}                                              | 2 | 'EU' is no country",
        "jurisdictions: {QQ-CA: {}}                                           | 2 | 'QQ' is no country",
        "jurisdictions: {EU: {members: [DE, EL]}}                             | 2 | 'EL' is no country",
        "jurisdictions: {EU: {members: [DE]}, DE: {}}                         | 2 | 'DE' is a member of EU and has rules of its own",
        "jurisdictions: {EU: {members: [DE]}, BR: {members: [DE]}}            | 2 | 'DE' is a member of EU and of BR"})
    void whatIsWrongIsSaidWithFileAndLine(String line, int number, String word) {
        assertThatThrownBy(() -> read("repairs: 5\n" + line)).isInstanceOf(CannotStartException.class)
                .hasMessageContaining("policy.yaml:" + number + ":").hasMessageContaining(word);
    }

    private Policy read(String text) throws IOException {
        return PolicyFile.read(Files.writeString(folder.resolve("policy.yaml"), text), TAXONOMY);
    }
}
