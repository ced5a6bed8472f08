package dev.verdigris.core;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** What keeps core a place where the same input always gives the same answer. */
class ArchitectureTest {

    /** Each package may use those to its left. */
    private static final List<String> ORDER = List.of(
            "text",
            "problem",
            "name",
            "lexer",
            "model",
            "catalog",
            "environment",
            "deployment",
            "step",
            "sql",
            "readiness",
            "guard",
            "plan",
            "report");

    private static JavaClasses core;

    @BeforeAll
    static void readClasses() {
        core = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.verdigris.core");
        assertThat(core.size()).as("classes of core").isGreaterThan(150);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(core);
    }

    @Test
    void coreTouchesNoDatabaseNetworkFileThreadOrLog() {
        check(noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "java.net..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.util.concurrent..",
                        "java.util.logging..",
                        "org.slf4j.."))
                .orShould()
                .dependOnClassesThat(describe(
                        "read or write streams and files",
                        type -> type.getPackageName().equals("java.io")
                                && !type.getSimpleName().equals("Serializable")
                                && !type.getSimpleName().endsWith("Exception"))));
    }

    @Test
    void coreHasNoClockNoRandomnessAndNoPatience() {
        check(noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class));
    }

    @Test
    void corePrintsNothingAndEndsNothing() {
        check(noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.verdigris.core.(*)..").should().beFreeOfCycles().check(core);
    }

    @Test
    void packagesUseOnlyThoseToTheirLeft() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            String[] right = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(name -> "dev.verdigris.core." + name + "..")
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage("dev.verdigris.core." + ORDER.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(right));
        }
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        String[] known =
                ORDER.stream().map(name -> "dev.verdigris.core." + name + "..").toArray(String[]::new);
        check(classes()
                .that()
                .resideInAPackage("dev.verdigris.core.(*)..")
                .should()
                .resideInAnyPackage(known));
    }

    @Test
    void onlyTheSqlPackageIsAskedForStatements() {
        check(noClasses()
                .that()
                .resideInAnyPackage("..catalog..", "..environment..", "..deployment..", "..step..", "..readiness..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.verdigris.core.sql.."));
    }

    @Test
    void noClassHidesBehindAWordThatSaysNothing() {
        check(noClasses().should().haveSimpleNameEndingWith("Util"));
        check(noClasses().should().haveSimpleNameEndingWith("Utils"));
        check(noClasses().should().haveSimpleNameEndingWith("Helper"));
        check(noClasses().should().haveSimpleNameEndingWith("Manager"));
        check(noClasses().should().haveSimpleNameEndingWith("Impl"));
    }
}
