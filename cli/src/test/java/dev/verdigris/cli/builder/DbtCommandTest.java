package dev.verdigris.cli.builder;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The variable that lets the macros of dbt build the staged side. */
class DbtCommandTest {

    private static List<String> words(String command) {
        return List.of(command.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dbt run",
                "/opt/venv/bin/dbt build --select a+",
                "python3 -m dbt.cli.main run",
                "python -m dbt run",
                "uv run dbt run",
                "poetry run /venv/bin/dbt run"
            })
    void aCommandThatRunsDbtGetsTheVariable(String command) {
        assertThat(DbtCommand.staging(words(command)))
                .startsWith(words(command).toArray(String[]::new))
                .endsWith("--vars", "{deploy: true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sh -c dbt", "dbt-runner run", "python build.py", "uv sync", "make dbt", "uv run python -m dbt"})
    void anotherCommandStaysAsItIs(String command) {
        assertThat(DbtCommand.staging(words(command))).isEqualTo(words(command));
    }

    private static String vars(String given) {
        return DbtCommand.staging(List.of("dbt", "run", "--vars", given, "--fail-fast"))
                .get(3);
    }

    private static Map<String, Object> read(String vars) {
        return new Yaml().load(vars);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "",
                " ",
                "{\"a\": \"it's\", 'b': [1, 2]}",
                "a: 1",
                "a: 1\nb: {c: yes}",
                "  a: 1\n  b: 2",
                "# a comment\na: 1",
                "{ }",
                "--- {a: 1}"
            })
    void theVariablesOfTheUserStay(String given) {
        Map<String, Object> before = read(given);
        Map<String, Object> merged = read(vars(given));
        assertThat(merged).containsEntry("deploy", true);
        if (before != null) {
            assertThat(merged).containsAllEntriesOf(before).hasSize(before.size() + 1);
        }
    }

    @Test
    void aVariableThatIsTrueAlreadyChangesNothing() {
        assertThat(vars("{deploy: true, a: 1}")).isEqualTo("{deploy: true, a: 1}");
        assertThat(vars("deploy: true")).isEqualTo("deploy: true");
    }

    @Test
    void theLastVariablesCountAndBothFormsOfTheOptionDo() {
        assertThat(DbtCommand.staging(List.of("dbt", "run", "--vars", "a: 1", "--vars=b: 2")))
                .containsExactly("dbt", "run", "--vars", "a: 1", "--vars=deploy: true\nb: 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a: ", "[1]", "text", "{deploy: false}", "deploy: 'no'", "a: b: c"})
    void variablesThatCannotBeMergedAreRefused(String given) {
        assertThatThrownBy(() -> vars(given))
                .isInstanceOf(UnusableCommand.class)
                .hasMessageContaining("--vars");
    }

    @Test
    void anOptionWithoutItsValueIsRefused() {
        assertThatThrownBy(() -> DbtCommand.staging(List.of("dbt", "run", "--vars")))
                .hasMessage("--vars has no value");
    }
}
