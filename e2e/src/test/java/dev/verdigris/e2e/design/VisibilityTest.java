package dev.verdigris.e2e.design;

import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A type is public only if another package uses it, or if it is for users of the library. */
final class VisibilityTest {

    /** The packages of the sandbox whose public types are for users. */
    private static final Set<String> SANDBOX = Set.of("dev.verdigris.sandbox", "dev.verdigris.sandbox.junit");

    /**
     * The JVM starts the first. A page of the documentation is made of the second. The others have constants only, and
     * the compiler copies constants to their users.
     */
    private static final Set<String> EXCEPTIONS = Set.of(
            "dev.verdigris.cli.Main",
            "dev.verdigris.core.readiness.ReadinessRule",
            "dev.verdigris.sandbox.session.variable.ServerVersion",
            "dev.verdigris.sandbox.wire.WireLimits");

    @Test
    void publicTypesHaveUsersInOtherPackages() {
        Set<String> used = Production.CLASSES.stream()
                .flatMap(user -> user.getDirectDependenciesFromSelf().stream()
                        .map(use -> outermost(use.getTargetClass()))
                        .filter(target -> !target.getPackageName().equals(user.getPackageName())))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        assertThat(Production.CLASSES.stream()
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !SANDBOX.contains(type.getPackageName()) && !ApiTest.isApi(type))
                        .map(JavaClass::getName)
                        .filter(name -> !EXCEPTIONS.contains(name) && !used.contains(name)))
                .isEmpty();
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(VisibilityTest::outermost).orElse(type);
    }
}
