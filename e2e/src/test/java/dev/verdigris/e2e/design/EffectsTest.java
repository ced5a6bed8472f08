package dev.verdigris.e2e.design;

import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.verdigris.e2e.design.Production.check;

/**
 * The code that may have effects. Core gives the same answer to the same input, and only the process prints and exits.
 */
final class EffectsTest {

    @Test
    void coreTouchesNoDatabaseNetworkFileThreadOrLog() {
        check(noClasses()
                .that(resideInAPackage("dev.verdigris.core.."))
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
    void coreHasNoRandomnessAndNeverWaits() {
        check(noClasses()
                .that(resideInAPackage("dev.verdigris.core.."))
                .should()
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
    void coreAndEngineNeverReadTheSystemClock() {
        check(noClasses()
                .that(resideInAnyPackage("dev.verdigris.core..", "dev.verdigris.engine.."))
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now"));
    }

    @Test
    void onlyTheProcessTouchesStandardStreamsAndExits() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.verdigris.cli.Main")
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
                .callMethod(Runtime.class, "halt", int.class));
    }
}
