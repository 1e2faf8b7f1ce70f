package org.broadsheet;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Repository;

/** The rules of the house that a compiler does not know. */
@AnalyzeClasses(packages = "org.broadsheet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @Test
    void no_module_reaches_where_it_may_not() {
        ApplicationModules.of(BroadsheetApplication.class).verify();
    }

    @ArchTest
    static final ArchRule stripe_stays_at_the_edge = noClasses()
            .that()
            .resideOutsideOfPackage("org.broadsheet.payments.stripe..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.stripe..");

    @ArchTest
    static final ArchRule the_sandbox_knows_nothing_of_us = noClasses()
            .that()
            .resideInAPackage("org.broadsheet.sandbox..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.broadsheet..")
                    .and(are(com.tngtech.archunit.base.DescribedPredicate.not(
                            resideInAPackage("org.broadsheet.sandbox..")))));

    @ArchTest
    static final ArchRule the_ideas_of_the_sandbox_know_each_other_one_way =
            slices().matching("org.broadsheet.sandbox.engine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_local_mode_starts_the_sandbox = noClasses()
            .that()
            .resideOutsideOfPackages("org.broadsheet.sandbox..", "org.broadsheet.local..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.broadsheet.sandbox..");

    @ArchTest
    static final ArchRule controllers_and_stores_are_nobody_elses = classes()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .or()
            .areAnnotatedWith(Repository.class)
            .or()
            .haveSimpleNameEndingWith("Store")
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule time_comes_from_a_clock = noClasses()
            .that()
            .resideOutsideOfPackages("org.broadsheet.sandbox..", "org.broadsheet.local..")
            .and()
            .doNotHaveFullyQualifiedName("org.broadsheet.FollowedClock")
            .and()
            .doNotHaveFullyQualifiedName("org.broadsheet.TimeConfiguration")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule no_field_is_injected =
            fields().should().notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired");

    @ArchTest
    static final ArchRule money_is_never_a_floating_point_number = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.broadsheet.money..",
                    "org.broadsheet.payments..",
                    "org.broadsheet.ledger..",
                    "org.broadsheet.contributions..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Double")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Float");

    @ArchTest
    static final ArchRule events_of_the_money_path_are_synchronous =
            noMethods().should().beAnnotatedWith("org.springframework.modulith.events.ApplicationModuleListener");
}
