package dev.verdigris.cli.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.cli.option.DropMixin;
import dev.verdigris.cli.output.CommandText;
import dev.verdigris.cli.output.FixText;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.Verbosity;
import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.text.DurationText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing is dropped unless somebody said so. */
final class DropRunTest {

    private static final Fix.Command CLEANUP = Fix.command(Verb.CLEANUP, Identifier.of("prod"));
    private static final CommandText COMMANDS =
            new CommandText(List.of(new CommandText.Given("--url", "postgres://me@staging/db")), List.of(), List.of());

    private final List<Boolean> runs = new ArrayList<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String answer = "";
    private Set<ProcessContext.Stream> terminals = Set.of();
    private OutputFormat format = OutputFormat.TEXT;
    private boolean somethingToDrop = true;
    private boolean refused;
    private boolean takesOver;
    private List<String> schemas = List.of("shop_dbt_deploy");

    private Report run(String... arguments) {
        DropMixin drop = new DropMixin();
        CommandLine options = new CommandLine(drop);
        options.registerConverter(
                Duration.class, text -> DurationText.parse(text).orElseThrow());
        options.parseArgs(arguments);
        ProcessContext context = new ProcessContext(
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminals,
                Map.of(),
                Path.of("/"),
                Optional.empty(),
                Optional::empty);
        OutputOptions output = OutputOptions.of(context, format, Verbosity.NORMAL, true);
        return new DropRun(context, output, drop, takesOver, new FixText(COMMANDS, "verdigris cleanup")).run(dry -> {
            runs.add(dry);
            return report(dry);
        });
    }

    private Report report(boolean dry) {
        String schema = schemas.get(Math.min(runs.size(), schemas.size()) - 1);
        StepReport step = new StepReport(
                "drop-schema",
                "drop schema " + schema,
                "",
                List.of("DROP SCHEMA " + schema),
                dry ? StepReport.Status.PLANNED : StepReport.Status.DONE,
                Optional.empty(),
                Optional.empty());
        return new Report(
                Verb.CLEANUP,
                Identifier.of("prod"),
                refused ? Outcome.REFUSED : Outcome.DONE,
                EnvironmentState.PROMOTED,
                Optional.empty(),
                List.of(),
                dry,
                Optional.empty(),
                List.of(),
                somethingToDrop ? List.of(step) : List.of(),
                refused
                        ? List.of(
                                new Problem(ProblemCode.STILL_READ, "view a reads b", "view a", Fix.sql("DROP VIEW a")))
                        : List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(CLEANUP),
                List.of(),
                DbtFacts.NONE);
    }

    private void sitAtATerminal(String typed) {
        terminals = EnumSet.allOf(ProcessContext.Stream.class);
        answer = typed;
    }

    /** The command that the only problem names for those who agree. */
    private static Fix.Command confirmed(Report report) {
        assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.NOT_CONFIRMED);
        List<Fix.Alternative> ways = ((Fix.Choice) report.problems().getFirst().fix()).alternatives();
        return (Fix.Command) ways.getLast().fix().orElseThrow();
    }

    @Test
    void withoutATerminalItDropsNothingAndFails() {
        Report report = run();
        assertThat(runs).containsExactly(true);
        assertThat(report.outcome()).isEqualTo(Outcome.USAGE);
        assertThat(confirmed(report)).isEqualTo(CLEANUP.with(CommandOption.Switch.CONFIRMED));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** C36. */
    @Test
    void theNamedCommandRepeatsTheOptionsToAdoptAndToTakeOver() {
        assertThat(confirmed(run("--adopt")))
                .isEqualTo(CLEANUP.with(CommandOption.Switch.ADOPT).with(CommandOption.Switch.CONFIRMED));
        takesOver = true;
        assertThat(confirmed(run()))
                .isEqualTo(CLEANUP.with(CommandOption.Switch.TAKE_OVER).with(CommandOption.Switch.CONFIRMED));
    }

    @Test
    void yesDropsWithoutAsking() {
        sitAtATerminal("n\n");
        assertThat(run("--yes").dryRun()).isFalse();
        assertThat(runs).containsExactly(false);
    }

    @Test
    void afterADryRunWithoutATerminalTheNextCommandAgrees() {
        assertThat(run("--dry-run").next()).contains(CLEANUP.with(CommandOption.Switch.CONFIRMED));
        sitAtATerminal("y\n");
        assertThat(run("--dry-run", "--adopt").next()).contains(CLEANUP.with(CommandOption.Switch.ADOPT));
    }

    @Test
    void aDryRunStaysDryWithYes() {
        assertThat(run("--dry-run", "--yes").dryRun()).isTrue();
        assertThat(runs).containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "yes\n", " YES \n", "y"})
    void aTerminalShowsThePlanAndAsks(String typed) {
        sitAtATerminal(typed);
        assertThat(run().dryRun()).isFalse();
        assertThat(runs).containsExactly(true, true, false);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("drop schema shop_dbt_deploy")
                .doesNotContain("Next")
                .endsWith("Drop all this? [y/N] ");
    }

    @Test
    void asksAgainWhenTheStepsHaveChanged() {
        schemas = List.of("shop_dbt_deploy", "mart_dbt_deploy", "mart_dbt_deploy");
        sitAtATerminal("y\nn\n");
        assertThat(run().notes()).containsExactly("nothing was dropped");
        assertThat(runs).containsExactly(true, true);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("the steps have changed", "drop schema mart_dbt_deploy");

        runs.clear();
        sitAtATerminal("y\ny\n");
        assertThat(run().dryRun()).isFalse();
        assertThat(runs).containsExactly(true, true, true, false);
    }

    /** C36. */
    @ParameterizedTest
    @ValueSource(strings = {"n\n", "\n", "", "yep\n", "no\n"})
    void anyOtherAnswerDropsNothing(String typed) {
        sitAtATerminal(typed);
        Report report = run();
        assertThat(runs).containsExactly(true);
        assertThat(report.notes()).containsExactly("nothing was dropped");
        assertThat(report.steps()).extracting(StepReport::status).containsExactly(StepReport.Status.NOT_REACHED);
    }

    @Test
    void programsAreNotAsked() {
        sitAtATerminal("y\n");
        format = OutputFormat.JSON;
        assertThat(run().problems()).extracting(Problem::code).containsExactly(ProblemCode.NOT_CONFIRMED);
        assertThat(runs).containsExactly(true);
    }

    @Test
    void nothingToDropNeedsNoQuestion() {
        sitAtATerminal("y\n");
        somethingToDrop = false;
        run();
        assertThat(runs).containsExactly(true);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aRefusalNeedsNoQuestion() {
        sitAtATerminal("y\n");
        refused = true;
        assertThat(run().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(runs).containsExactly(true);
    }
}
