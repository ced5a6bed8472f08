package dev.verdigris.cli.builder;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The variable that lets the macros of dbt build the staged side. */
class DbtCommandTest {

    private static List<String> staging(List<String> command) {
        return DbtCommand.staging(command, Optional.empty());
    }

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
                "poetry run /venv/bin/dbt run",
                "timeout 60 dbt run",
                "env A=b dbt run",
                "nice dbt run",
                "sudo -u x dbt run",
                "uvx dbt run",
                "uv run --no-sync dbt run",
                "uv run python -m dbt.cli.main run",
                "poetry run -q dbt run",
                "pipx run dbt run",
                "conda run dbt -q run",
                "docker run x dbt run",
                "docker run ghcr.io/dbt-labs/dbt-core run",
                "python -X utf8 -m dbt.cli.main run",
                "python3.11 -u -m dbt run",
                "dbtf run"
            })
    void aCommandThatRunsDbtGetsTheVariable(String command) {
        assertThat(staging(words(command)))
                .startsWith(words(command).toArray(String[]::new))
                .endsWith("--vars", "{deploy: true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python build.py",
                "uv sync",
                "make models",
                "psql -f dbt/build.sql",
                "psql -v schema=shop_dbt_deploy",
                "env deploy=true ./dbt.sh",
                "make dbt deploy=true"
            })
    void aCommandWithoutDbtOrWithItsWordStaysAsItIs(String command) {
        assertThat(staging(words(command))).isEqualTo(words(command));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sh -c dbt",
                "dbt-runner run",
                "make dbt",
                "./run_dbt.sh",
                "sudo -u dbt psql -f build.sql",
                "parallel dbt ::: run test",
                "ssh host dbt run",
                "docker run ghcr.io/dbt-labs/dbt-core:1.9 run"
            })
    void aCommandThatOnlyMentionsDbtIsRefused(String command) {
        assertRefused(words(command));
    }

    private static void assertRefused(List<String> command) {
        assertThatThrownBy(() -> staging(command)).isInstanceOfSatisfying(UnusableCommand.class, refused -> {
            assertThat(refused.why()).contains("mentions dbt", "dbt builds the live side");
            assertThat(refused.advice()).contains("--vars '{deploy: true}'");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dbt run",
                "dbt seed && dbt run",
                "dbt seed --vars '{deploy: true}' && dbt run",
                "dbt run --vars '{deploy: true, deploy: false}'",
                "dbt run --vars '{deploy: true}' --vars '{a: 1}'",
                "dbt run --vars '{deploy: false}'",
                "dbt run --vars '{deploy:true}'",
                "dbt run --vars \"$VARS\"",
                "dbt run # deploy: true",
                "for each in seed run; do dbt $each; done",
                "python -c 'from dbt.cli.main import dbtRunner'"
            })
    void theTextOfAShellMustSayTheVariable(String text) {
        assertRefused(List.of("sh", "-c", text));
        assertRefused(List.of("sudo", "-u", "dbt", "sh", "-c", text, "run"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dbt seed --vars '{deploy: true}' && dbt run --vars '{deploy: true}'",
                "cd dbt/ && dbt run --vars '{\"deploy\": true, \"a\": 1}' | tee log",
                "dbt run \\\n --vars 'deploy: yes'",
                "psql -f build.sql && echo done"
            })
    void theTextOfAShellThatSaysItStaysAsItIs(String text) {
        assertThat(staging(List.of("sh", "-c", text))).containsExactly("sh", "-c", text);
    }

    @Test
    void wordsOfDbtAfterAnUnknownProgramMaySayTheVariable() {
        List<String> said = List.of("ssh", "host", "dbt", "run", "--vars", "'{deploy: true}'");
        assertThat(staging(said)).isEqualTo(said);
    }

    private static String vars(String given) {
        return staging(List.of("dbt", "run", "--vars", given, "--fail-fast")).get(3);
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
                "--- {a: 1}",
                "{\"\ud83d\ude80\": 1, b: 2}",
                "# \ud83d\ude80\n{a: 1}"
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
        for (String value : List.of("True", "TRUE", "yes", "on")) {
            assertThat(vars("{deploy: " + value + "}")).isEqualTo("{deploy: " + value + "}");
        }
    }

    @Test
    void theLastVariablesCountAndBothFormsOfTheOptionDo() {
        assertThat(staging(List.of("dbt", "run", "--vars", "a: 1", "--vars=b: 2")))
                .containsExactly("dbt", "run", "--vars", "a: 1", "--vars=deploy: true\nb: 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a: ",
                "[1]",
                "text",
                "{deploy: false}",
                "deploy: 'no'",
                "deploy: 'true'",
                "a: b: c",
                "{deploy: true, deploy: false}",
                "{deploy: true, deploy: true}",
                "!!map {a: 1}",
                "&x {a: 1}"
            })
    void variablesThatCannotBeMergedAreRefused(String given) {
        assertThatThrownBy(() -> vars(given))
                .isInstanceOf(UnusableCommand.class)
                .hasMessageContaining("--vars");
    }

    @Test
    void anOptionWithoutItsValueIsRefused() {
        assertThatThrownBy(() -> staging(List.of("dbt", "run", "--vars"))).hasMessage("--vars has no value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dbt run", "uvx dbt run", "make dbt", "docker run dbt run", "env deploy=true ./dbt.sh"})
    void dbtIsRefusedWithAnotherSuffixThanThatOfItsMacros(String command) {
        List<String> words = List.of(command.split(" "));
        assertThatThrownBy(() -> DbtCommand.demandSuffix(words, "_g"))
                .isInstanceOf(UnusableCommand.class)
                .hasMessage("the macros of dbt build into names with the suffix _dbt_deploy,"
                        + " but staged names end with _g");
        DbtCommand.demandSuffix(words, "_dbt_deploy");
    }

    @Test
    void anotherBuilderMayUseAnySuffix() {
        DbtCommand.demandSuffix(List.of("psql", "-f", "build.sql", "dshop_dbt_deploy"), "_g");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--target dev", "--target=dev", "-t dev", "-t prod --target dev"})
    void anotherTargetThanThatOfTheRunIsRefused(String target) {
        List<String> command = words("uv run dbt run " + target);
        assertThat(staging(command)).startsWith(command.toArray(String[]::new));
        assertThatThrownBy(() -> DbtCommand.staging(command, Optional.of("prod")))
                .hasMessage("the command names another target than this run, which is for prod");
        assertThat(DbtCommand.staging(words("dbt run --target prod"), Optional.of("prod")))
                .endsWith("--vars", "{deploy: true}");
    }
}
