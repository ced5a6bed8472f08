package dev.verdigris.e2e.design;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.verdigris.e2e.design.Production.check;
import static org.assertj.core.api.Assertions.assertThat;

/** The allowed dependencies of modules and packages. */
final class ModulesTest {

    /** The packages of core. Each may use those before it. */
    private static final List<String> CORE = List.of(
            "text",
            "name",
            "problem",
            "lexer",
            "model",
            "catalog",
            "environment",
            "dbt",
            "consent",
            "sink",
            "deployment",
            "inventory",
            "approval",
            "history",
            "step",
            "check",
            "sql",
            "readiness",
            "guard",
            "diff",
            "adoption",
            "overview",
            "plan",
            "report",
            "lint");

    @ParameterizedTest
    @ValueSource(strings = {"core", "engine", "cli", "sandbox"})
    void theRulesSeeEveryModule(String module) {
        assertThat(Production.CLASSES.that(resideInAPackage("dev.verdigris." + module + "..")))
                .hasSizeGreaterThan(70);
    }

    @Test
    void modulesPointOneWay() {
        check(layeredArchitecture()
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
                .mayOnlyBeAccessedByLayers("engine", "cli"));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.verdigris.(**)").should().beFreeOfCycles());
    }

    @Test
    void packagesOfCoreUseOnlyThoseBeforeThem() {
        for (int i = 0; i < CORE.size() - 1; i++) {
            check(noClasses()
                    .that(resideInAPackage(core(CORE.get(i))))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(core(CORE.subList(i + 1, CORE.size())))));
        }
    }

    @Test
    void everyPackageOfCoreIsInTheOrder() {
        check(classes()
                .that(resideInAPackage("dev.verdigris.core.(*).."))
                .should()
                .resideInAnyPackage(core(CORE)));
    }

    private static String[] core(List<String> packages) {
        return packages.stream().map(ModulesTest::core).toArray(String[]::new);
    }

    private static String core(String name) {
        return "dev.verdigris.core." + name + "..";
    }

    @Test
    void onlyTheConnectionKnowsTheDriver() {
        check(noClasses()
                .that(resideInAnyPackage("dev.verdigris.core..", "dev.verdigris.engine..", "dev.verdigris.cli..")
                        .and(resideOutsideOfPackage("dev.verdigris.engine.internal.connection")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "org.postgresql..")));
    }

    @Test
    void onlyCommandsAndOptionsKnowPicocli() {
        check(noClasses()
                .that(resideOutsideOfPackages(
                        "dev.verdigris.cli.command",
                        "dev.verdigris.cli.option",
                        "dev.verdigris.cli.project..",
                        "dev.verdigris.cli.install"))
                .should()
                .dependOnClassesThat(resideInAPackage("picocli..")));
    }

    @Test
    void onlyTheCommandsStartSandboxes() {
        check(noClasses()
                .that(resideInAPackage("dev.verdigris.cli..").and(resideOutsideOfPackage("dev.verdigris.cli.command")))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.verdigris.sandbox..")));
    }
}
