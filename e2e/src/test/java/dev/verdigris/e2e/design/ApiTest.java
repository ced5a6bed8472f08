package dev.verdigris.e2e.design;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.verdigris.e2e.docs.EmbeddingExample;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.verdigris.e2e.design.Production.check;
import static org.assertj.core.api.Assertions.assertThat;

/** What a program that embeds the engine may use (docs/adr/0014). */
final class ApiTest {

    /** The packages of core that the API reaches. */
    private static final List<String> CORE = List.of(
            "catalog",
            "catalog.access",
            "catalog.id",
            "adoption",
            "approval",
            "check",
            "consent",
            "dbt",
            "deployment",
            "deployment.record",
            "diff",
            "diff.data",
            "diff.definition",
            "environment",
            "guard",
            "history",
            "inventory",
            "model",
            "name",
            "overview",
            "plan",
            "problem",
            "readiness",
            "report",
            "sink",
            "step");

    /** The packages of core that only the command line may use besides, because it is built together with core. */
    private static final List<String> FOR_THE_COMMAND_LINE = List.of("lexer", "lint", "model.syntax", "sql", "text");

    private static final DescribedPredicate<JavaClass> API_OF_THE_ENGINE = resideInAPackage("dev.verdigris.engine..")
            .and(resideOutsideOfPackage("dev.verdigris.engine.internal.."))
            .as("the API of the engine");

    private static final Set<JavaClass> API = api();

    private static Set<JavaClass> api() {
        List<JavaClass> roots = Stream.concat(
                        Production.CLASSES.that(API_OF_THE_ENGINE).stream()
                                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)),
                        Stream.of("environment.Environment", "report.DeploymentException")
                                .map(name -> Production.CLASSES.get("dev.verdigris.core." + name)))
                .toList();
        return Reachable.from(roots);
    }

    static boolean isApi(JavaClass type) {
        return API.stream().anyMatch(each -> each.getFullName().equals(type.getFullName()));
    }

    private static Set<String> namesOfApi(DescribedPredicate<JavaClass> predicate) {
        return API.stream().filter(predicate).map(JavaClass::getFullName).collect(Collectors.toSet());
    }

    @Test
    void publicSignaturesReachNamedPackagesOnly() {
        assertThat(namesOfApi(resideInAPackage("dev.verdigris.core.."))).hasSizeGreaterThan(50);
        assertThat(namesOfApi(not(API_OF_THE_ENGINE.or(resideInAnyPackage(core(CORE))))))
                .isEmpty();
    }

    @Test
    void publicSignaturesReachNoPlannerAndNoCatalog() {
        assertThat(namesOfApi(resideInAPackage("dev.verdigris.core.plan")))
                .containsExactlyInAnyOrder(
                        "dev.verdigris.core.plan.PlannedStep",
                        "dev.verdigris.core.plan.StatusSummary",
                        "dev.verdigris.core.plan.StatusSummary$PairStatus");
        assertThat(namesOfApi(resideInAPackage("dev.verdigris.core..")))
                .doesNotContain(
                        "dev.verdigris.core.catalog.CatalogSnapshot", "dev.verdigris.core.deployment.DeploymentView");
    }

    @Test
    void theEmbeddingExampleUsesOnlyTheApi() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "javax.sql..", "org.postgresql..")
                        .or(describe("are API", ApiTest::isApi))
                        .or(resideInAPackage("dev.verdigris.e2e.docs")))
                .check(new ClassFileImporter().importClasses(EmbeddingExample.class));
    }

    /** The profile "api" compares with the last release. A type that its list lacks could change without notice. */
    @Test
    void theComparisonWithTheLastReleaseCoversTheApi() throws IOException {
        List<String> included = Pattern.compile("<include>(.+?)</include>")
                .matcher(Files.readString(Path.of("..", "core", "pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(API.stream().filter(resideInAPackage("dev.verdigris.core..")))
                .allSatisfy(type -> assertThat(type).matches(each -> isIncluded(included, each)));
    }

    private static boolean isIncluded(List<String> included, JavaClass type) {
        return included.stream()
                .anyMatch(name -> name.equals(type.getFullName())
                        || name.equals(type.getPackageName())
                        || (name.endsWith("*") && type.getFullName().startsWith(name.substring(0, name.length() - 1))));
    }

    /** The demo plays plain clients of a server. It uses the engine's connection and has no other. */
    @Test
    void theCommandLineUsesNothingInternalOfTheEngine() {
        check(noClasses()
                .that(resideInAPackage("dev.verdigris.cli..").and(resideOutsideOfPackage("dev.verdigris.cli.demo")))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.verdigris.engine.internal..")));
    }

    @Test
    void theCommandLineUsesNamedPackagesOfCoreOnly() {
        check(noClasses()
                .that(resideInAPackage("dev.verdigris.cli.."))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.verdigris.core..")
                        .and(not(resideInAnyPackage(core(CORE)).or(resideInAnyPackage(core(FOR_THE_COMMAND_LINE)))))));
    }

    private static String[] core(List<String> packages) {
        return packages.stream().map(name -> "dev.verdigris.core." + name).toArray(String[]::new);
    }
}
