package dev.verdigris.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.BuilderMixin;
import dev.verdigris.cli.option.TakeOverMixin;
import dev.verdigris.cli.output.CommandText;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "exec",
        header = "Run the builder of another tool, such as dbt, on the staged side.",
        description = {
            "Example: verdigris exec -e prod -- dbt run",
            "The builder gets the names of the environment in VERDIGRIS_PAIRS and other variables."
        })
final class ExecCommand extends VerbCommand.Recorded {

    @Mixin
    private final TakeOverMixin takeOver = new TakeOverMixin();

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "After --, the program and its arguments. No shell reads them. Default: builder of"
                    + " verdigris.yml.")
    private List<String> command = new ArrayList<>();

    private Optional<Integer> ofBuilder = Optional.empty();

    ExecCommand(ProcessContext context) {
        super(Verb.EXEC, context);
    }

    @Override
    boolean takesOver() {
        return takeOver.takesOver();
    }

    /** Without {@code --}, options of the builder would be taken for those of Verdigris. */
    @Override
    void demand(List<String> args) {
        if (!command.isEmpty() && !args.contains("--")) {
            throw new StoppedException(new Problem(
                    ProblemCode.USAGE,
                    "the command of the builder has no -- before it",
                    "",
                    Fix.advice("write the options of verdigris, then --, then the command")));
        }
    }

    @Override
    Duration grace(Settings settings) {
        return BuilderMixin.GRACE;
    }

    @Override
    String whatNow(List<String> args) {
        return "the staged side may be incomplete, and promote refuses it until a builder has ended well; run the same"
                + " command again: " + CommandText.again(args);
    }

    /** The exit code of the builder is kept. */
    @Override
    ProgressListener listening(ProgressListener listener) {
        return event -> {
            if (event instanceof ProgressEvent.BuilderEnded ended) {
                ofBuilder = Optional.of(ended.exitCode());
            }
            listener.on(event);
        };
    }

    @Override
    int exitCode(Report report) {
        boolean failed = report.problems().stream().map(Problem::code).anyMatch(ProblemCode.BUILDER_FAILED::equals);
        return ofBuilder
                .filter(code -> failed && code != Outcome.DONE.exitCode())
                .orElseGet(() -> super.exitCode(report));
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        return engine.exec(
                command.isEmpty()
                        ? BuilderMixin.request(settings, context(), options().format())
                                .orElseThrow(ExecCommand::nothingToRun)
                        : BuilderMixin.request(
                                command, settings, context(), options().format()));
    }

    private static StoppedException nothingToRun() {
        return new StoppedException(new Problem(
                ProblemCode.NO_BUILDER,
                "no command was given, and no builder is configured",
                "",
                Fix.advice("write the command of the builder after --, or set builder in verdigris.yml")));
    }
}
