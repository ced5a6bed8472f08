package dev.verdigris.core.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RobustnessPropertyTest {

    private static final SchemaName CORE = SchemaName.of("materialize", "core");
    private static final TargetNames TARGETS = new TargetNames(
            CORE.database(),
            new TreeMap<>(Map.of(CORE, CORE.withSuffix("_s"))),
            new TreeMap<>(Map.of(Identifier.of("prod"), Identifier.of("prod_s"))));

    @Property(tries = 2000)
    void anyTextGivesStatementsOrProblemsWithinTheText(@ForAll("statements") String text) {
        ModelResult result = ModelProject.of(List.of(ModelFile.of("core/v.sql", text)), TARGETS);
        long lines = text.lines().count() + 1;
        switch (result) {
            case ModelResult.Resolved resolved -> assertThat(resolved.layers()).isNotEmpty();
            case ModelResult.Broken broken ->
                assertThat(broken.problems())
                        .allSatisfy(problem -> assertThat(problem.line()).isBetween(1, (int) lines));
        }
    }

    @Property(tries = 2000)
    void theSearchForConflictsReadsAnyText(@ForAll("statements") String text) {
        assertThat(AmbiguousReferences.in(text, Set.of(Identifier.of("core"))))
                .allSatisfy(conflict -> assertThat(conflict.name()).isNotEmpty());
    }

    @Test
    void bracketsNestedTooDeepAreAProblem() {
        String deep = "CREATE VIEW v AS " + "(".repeat(50_000) + "SELECT 1" + ")".repeat(50_000);
        ModelResult result = ModelProject.of(List.of(ModelFile.of("core/v.sql", deep)), TARGETS);
        assertThat(result).isInstanceOf(ModelResult.Broken.class);
        assertThat(((ModelResult.Broken) result).problems())
                .extracting(ModelProblem::what)
                .containsExactly("brackets are nested more than 200 deep");
    }

    @Test
    void bracketsAtTheGreatestDepthAreRead() {
        String deep = "CREATE VIEW v AS " + "(".repeat(200) + "SELECT 1" + ")".repeat(200);
        assertThat(ModelProject.of(List.of(ModelFile.of("core/v.sql", deep)), TARGETS))
                .isInstanceOf(ModelResult.Resolved.class);
    }

    @Test
    void longChainsOfModelsAreOrdered() {
        List<ModelFile> files = IntStream.range(0, 3000)
                .mapToObj(i -> ModelFile.of(
                        "core/m%04d.sql".formatted(i),
                        "CREATE VIEW m%04d AS SELECT 1 %s"
                                .formatted(i, i == 2999 ? "" : "FROM m%04d".formatted(i + 1))))
                .toList();
        ModelResult result = ModelProject.of(files, TARGETS);
        assertThat(result).isInstanceOf(ModelResult.Resolved.class);
        assertThat(((ModelResult.Resolved) result).layers()).hasSize(3000);
    }

    @Provide
    Arbitrary<String> statements() {
        return Arbitraries.of(
                        "CREATE ",
                        "VIEW ",
                        "MATERIALIZED ",
                        "INDEX ",
                        "v ",
                        "core",
                        ".",
                        "*",
                        " AS ",
                        "SELECT ",
                        "FROM ",
                        "WITH ",
                        "MUTUALLY RECURSIVE ",
                        "(",
                        ")",
                        "[",
                        "]",
                        ",",
                        ";",
                        "IN CLUSTER ",
                        "prod ",
                        "ON ",
                        "COMMENT ",
                        "GRANT ",
                        "TO ",
                        "IS ",
                        "NULL ",
                        "'x' ",
                        "\"",
                        "'",
                        "$$",
                        "--",
                        "\n",
                        "JOIN ",
                        "LATERAL ",
                        "UNION ",
                        "VALUES ",
                        "TABLE ",
                        "::",
                        "1 ",
                        "x ",
                        "USING ",
                        "🜁",
                        "\u0000")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts))
                .flatMap(tail -> Arbitraries.of("", "CREATE VIEW v AS ", "CREATE VIEW v AS SELECT * FROM ")
                        .map(head -> head + tail));
    }
}
