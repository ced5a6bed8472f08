package dev.verdigris.cli;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** What must hold between the modules, seen from the one that knows them all. */
final class ArchitectureTest {

    private static JavaClasses all;

    @BeforeAll
    static void importsEveryModule() {
        all = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.verdigris");
    }

    @Test
    void theRulesSeeEveryModule() {
        assertThat(all).hasSizeGreaterThan(400);
        for (String module : new String[] {"core", "engine", "cli", "sandbox"}) {
            assertThat(all.that(resideInAPackage("dev.verdigris." + module + "..")))
                    .as(module)
                    .hasSizeGreaterThan(40);
        }
    }

    @Test
    void modulesPointOneWay() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.verdigris..")
                .layer("core")
                .definedBy("dev.verdigris.core..")
                .layer("engine")
                .definedBy("dev.verdigris.engine..")
                .layer("sandbox")
                .definedBy("dev.verdigris.sandbox..")
                .layer("cli")
                .definedBy("dev.verdigris.cli..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("sandbox")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("core")
                .mayOnlyBeAccessedByLayers("engine", "cli")
                .check(all);
    }

    @Test
    void noPackagesKnowEachOtherInACircle() {
        slices().matching("dev.verdigris.(**)").should().beFreeOfCycles().check(all);
    }

    @Test
    void onlyTheProcessTouchesTheStandardStreamsAndEndsTheProcess() {
        noClasses()
                .that()
                .areNotAssignableTo(Main.class)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(all);
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        noClasses()
                .that(resideOutsideOfPackage("dev.verdigris.cli.command"))
                .should()
                .dependOnClassesThat(resideInAPackage("picocli.."))
                .check(all);
    }

    @Test
    void onlyTheCommandsStartSandboxes() {
        noClasses()
                .that(resideInAPackage("dev.verdigris.cli..").and(resideOutsideOfPackage("dev.verdigris.cli.command")))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.verdigris.sandbox.."))
                .check(all);
    }

    @Test
    void theCommandLineTalksToServersThroughTheEngine() {
        noClasses()
                .that(resideInAPackage("dev.verdigris.cli.."))
                .should()
                .dependOnClassesThat(resideInAPackage("java.sql..").or(resideInAPackage("org.postgresql..")))
                .check(all);
    }

    @Test
    void nothingIsNamedAfterNothingInParticular() {
        noClasses()
                .that(alwaysTrue())
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(all);
    }
}
