package dev.heed;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.heed", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] CORE = {
            "dev.heed.change..", "dev.heed.identity..", "dev.heed.policy..", "dev.heed.mapping..", "dev.heed.system..", "dev.heed.deciding..",
            "dev.heed.evidence..", "dev.heed.deadline..", "dev.heed.trial.."};

    @ArchTest
    static final ArchRule theCoreKnowsNoCamelNoSpringAndNoDatabase = noClasses().that().resideInAnyPackage(CORE)
            .should().dependOnClassesThat().resideInAnyPackage("org.apache.camel..", "org.springframework..", "java.sql..", "javax.sql..", "jakarta..");

    @ArchTest
    static final ArchRule theCoreReadsNoClock = noClasses().that().resideInAnyPackage(CORE)
            .should().callMethod(java.time.Instant.class, "now").orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callMethod(java.time.Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule theCoreDoesNotKnowWhoUsesIt = noClasses().that().resideInAnyPackage(CORE)
            .should().dependOnClassesThat().resideInAnyPackage("dev.heed.ledger..", "dev.heed.intake..", "dev.heed.delivery..", "dev.heed.session..",
                    "dev.heed.edge..", "dev.heed.api..", "dev.heed.notary..", "dev.heed.dryrun..", "dev.heed.embedded..", "dev.heed.security..", "dev.heed.operations..");

    @ArchTest
    static final ArchRule packagesFormNoCircle = slices().matching("dev.heed.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyASignatureIsNamedAfterASystem = classes()
            .that().haveSimpleNameContaining("Salesforce").or().haveSimpleNameContaining("Dynamics").or().haveSimpleNameContaining("Twilio")
            .or().haveSimpleNameContaining("Eloqua").or().haveSimpleNameContaining("Responsys")
            .should().haveSimpleNameEndingWith("Signature");
}
