package dev.verdigris.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.core.problem.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

final class HelpTest {

    @TempDir
    private Path directory;

    static Stream<String> commands() {
        return CommandLineFactory.verbs().stream();
    }

    @Test
    void keysAreCountedOnlyForThePlanOfAPromotion() {
        assertThat(Cli.in(directory)
                        .run("plan", "deploy", "--count-keys", "--url", "postgres://me@127.0.0.1:1/d", "--schema", "s")
                        .exits(2)
                        .err())
                .contains("--count-keys needs the verb: plan promote --count-keys");
    }

    @Test
    void aBuilderIsPlannedOnlyForADeployment() {
        assertThat(Cli.in(directory)
                        .run("plan", "--exec", "dbt run", "--url", "postgres://me@127.0.0.1:1/d", "--schema", "s")
                        .exits(2)
                        .err())
                .contains("--exec needs the verb: plan deploy --exec");
    }

    @Test
    void listsEveryVerbWithItsHeadline() {
        Cli.Ran ran = Cli.in(directory).run("--help").exits(0);
        assertThat(ran.out()).contains(CommandLineFactory.verbs());
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void everyVerbOfTheDesignHasACommand() {
        assertThat(CommandLineFactory.verbs())
                .containsAll(List.of(
                        "init",
                        "build",
                        "exec",
                        "grants",
                        "await",
                        "check",
                        "promote",
                        "rollback",
                        "cleanup",
                        "abort",
                        "status",
                        "plan",
                        "deploy",
                        "new",
                        "adopt",
                        "sandbox",
                        "demo",
                        "explain"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyHelpListsEveryExitCode(String command) {
        Cli.Ran ran = Cli.in(directory).run(command, "--help").exits(0);
        for (Outcome outcome : Outcome.values()) {
            assertThat(ran.out())
                    .containsPattern("(?m)^ +" + outcome.exitCode() + " +"
                            + outcome.meaning().substring(0, 8));
        }
        assertThat(ran.out()).containsPattern("(?m)^ +130 +ended by Ctrl-C[^$]*^ +143 +ended by SIGTERM");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void noCommandTakesAPasswordAsAnArgument(String command) {
        assertThat(Cli.in(directory).run(command, "--help").out()).doesNotContain("--password");
    }

    /** A command line has only the verb that its first argument names, if it names one. */
    @ParameterizedTest
    @MethodSource("commands")
    void aVerbIsTheSameAmongAllVerbs(String command) {
        String alone = Cli.in(directory).run(command, "--help").exits(0).out();
        assertThat(Cli.in(directory)
                        .run("--no-color", command, "--help")
                        .exits(0)
                        .out())
                .isEqualTo(alone);
    }

    @Test
    void theVersionIsTheOneOfTheBuild() {
        assertThat(Cli.in(directory).run("--version").exits(0).out()).matches("verdigris \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(Cli.in(directory).run("-V").out())
                .isEqualTo(Cli.in(directory).run("--version").out());
    }
}
