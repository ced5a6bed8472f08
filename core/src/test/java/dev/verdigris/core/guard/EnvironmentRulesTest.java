package dev.verdigris.core.guard;

import java.util.List;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EnvironmentRulesTest {

    private static Environment environment(String name, List<String> schemas, List<String> clusters, String suffix) {
        return new Environment(
                Identifier.of(name),
                Identifier.of("db"),
                schemas.stream().map(schema -> SchemaName.of("db", schema)).toList(),
                clusters.stream().map(Identifier::of).toList(),
                suffix);
    }

    private static List<ProblemCode> codes(Environment environment) {
        return EnvironmentRules.problems(environment).stream()
                .map(Problem::code)
                .toList();
    }

    @Test
    void anOrdinaryEnvironmentIsFine() {
        assertThat(codes(environment("prod", List.of("public", "marts"), List.of("prod"), "_dbt_deploy")))
                .isEmpty();
    }

    @Test
    void namesMayFillTheLimitToTheLastByte() {
        assertThat(codes(environment("prod", List.of("ä".repeat(122)), List.of("x".repeat(244)), "_dbt_deploy")))
                .isEmpty();
        assertThat(codes(environment("prod", List.of("ä".repeat(122) + "x"), List.of("x".repeat(245)), "_dbt_deploy")))
                .containsExactly(ProblemCode.NAME_TOO_LONG, ProblemCode.NAME_TOO_LONG);
        assertThat(codes(environment("e".repeat(245), List.of("s"), List.of(), "_x")))
                .isEmpty();
        assertThat(codes(environment("e".repeat(246), List.of("s"), List.of(), "_x")))
                .containsExactly(ProblemCode.NAME_TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mz_x", "pg_x"})
    void reservedPrefixesAreRefused(String name) {
        assertThat(codes(environment("prod", List.of(name), List.of(name), "_x")))
                .containsExactly(ProblemCode.NAME_RESERVED, ProblemCode.NAME_RESERVED);
    }

    @Test
    void aLiveNameThatIsAnothersStagedNameIsRefused() {
        assertThat(codes(environment("prod", List.of("a", "a_x"), List.of(), "_x")))
                .containsExactly(ProblemCode.DUPLICATE_PAIR);
    }

    @Test
    void aPairThatIsTheLockIsRefused() {
        assertThat(codes(environment("prod", List.of("verdigris_prod"), List.of(), "_x")))
                .containsExactly(ProblemCode.DUPLICATE_PAIR);
        assertThat(codes(environment("prod", List.of("verdigris"), List.of(), "_prod")))
                .containsExactly(ProblemCode.DUPLICATE_PAIR);
        assertThat(codes(environment("prod", List.of("verdigris_prod_x"), List.of("verdigris_prod"), "_x")))
                .isEmpty();
        Environment elsewhere = new Environment(
                Identifier.of("prod"),
                Identifier.of("a"),
                List.of(SchemaName.of("b", "verdigris_prod")),
                List.of(),
                "_x");
        assertThat(codes(elsewhere)).isEmpty();
    }

    @Test
    void theSameSchemaNameInTwoDatabasesIsFine() {
        Environment environment = new Environment(
                Identifier.of("prod"),
                Identifier.of("a"),
                List.of(SchemaName.of("a", "s"), SchemaName.of("b", "s")),
                List.of(),
                "_x");
        assertThat(codes(environment)).isEmpty();
    }
}
