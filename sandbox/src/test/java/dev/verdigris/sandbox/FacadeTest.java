package dev.verdigris.sandbox;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;

import dev.verdigris.sandbox.junit.SandboxExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Users of the sandbox need the types of this package only. */
class FacadeTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                Sandbox.class,
                SandboxConfig.class,
                SandboxExtension.class,
                SandboxStartException.class,
                StatementLog.class,
                StatementLog.Entry.class
            })
    void publicMethodsUseTypesOfTheFacadeOnly(Class<?> facade) {
        Stream<Class<?>> types = Arrays.stream(facade.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .flatMap(FacadeTest::typesOf);
        assertThat(types.filter(type -> type.getName().startsWith("dev.verdigris.")))
                .allMatch(type -> type.getPackageName().equals(Sandbox.class.getPackageName()));
    }

    private static Stream<Class<?>> typesOf(Method method) {
        return Stream.concat(Stream.of(method.getReturnType()), Arrays.stream(method.getParameterTypes()));
    }
}
