package dev.verdigris.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Verdigris.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void seesTheModule() {
        assertThat(CLASSES.size()).isGreaterThan(60);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.verdigris.engine.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheFacadeKnowsAllTheVerbs() {
        noClasses()
                .that()
                .resideInAPackage("dev.verdigris.engine.(*)..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.verdigris.engine")
                .check(CLASSES);
    }

    @Test
    void nothingButTheConnectionKnowsTheDriver() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.verdigris.engine.internal.connection")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.postgresql..")
                .check(CLASSES);
    }

    @Test
    void theEngineKnowsNeitherTheCommandLineNorTheSandbox() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.verdigris.cli..", "dev.verdigris.sandbox..", "picocli..")
                .check(CLASSES);
    }

    @Test
    void timeAndConsoleComeFromOutside() {
        noClasses()
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void noNameIsABagOfOddments() {
        assertThat(CLASSES.stream().map(JavaClass::getSimpleName))
                .noneMatch(name -> name.matches(".*(Util|Utils|Helper|Manager|Impl)"));
    }

    @Test
    void statementsThatChangeAServerAreWrittenInCore() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).hasSizeGreaterThan(40);
            for (Path source : sources) {
                assertThat(Files.readString(source))
                        .as(source.toString())
                        .doesNotContainPattern("\"(CREATE|ALTER|DROP|GRANT|REVOKE|COMMENT|INSERT|UPDATE|DELETE) ");
                assertThat(Files.readAllLines(source)).as(source.toString()).hasSizeLessThan(400);
            }
        }
    }
}
