package dev.verdigris.cli.option;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.cli.builder.DbtCommand;
import dev.verdigris.cli.builder.UnusableCommand;
import dev.verdigris.cli.builder.Words;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.engine.request.ExecRequest;
import picocli.CommandLine.Option;

/** Option of a deployment that runs the builder of another tool. */
public final class BuilderMixin {

    /** The time that a run with a builder may take to end after a signal. */
    public static final Duration GRACE = Duration.ofSeconds(9);

    /** The name of the option. */
    public static final String OPTION = "--exec";

    @Option(
            names = OPTION,
            paramLabel = "COMMAND",
            order = 6,
            description = "Run this builder of another tool, and do not build from files. Words are split at blanks"
                    + " outside of quotes; no shell reads them. Default: builder of verdigris.yml.")
    private Optional<String> command = Optional.empty();

    /**
     * The request to run the builder that the option, a variable or the file names; empty if none does.
     *
     * @param settings the settings of the run
     */
    public static Optional<ExecRequest> request(Settings settings, ProcessContext context, OutputFormat format) {
        return settings.builder().map(text -> request(text, settings, context, format));
    }

    /** The request to run a command that is written as one text. */
    static ExecRequest request(String text, Settings settings, ProcessContext context, OutputFormat format) {
        try {
            return request(Words.of(text), settings, context, format);
        } catch (UnusableCommand unusable) {
            throw unusable(unusable);
        }
    }

    /**
     * The request to run a builder. With a format for programs, its standard output goes to standard error, because
     * standard output has only the result.
     *
     * @param words its command; not empty
     * @param settings the settings of the run; dbt gets its choices from them
     */
    public static ExecRequest request(
            List<String> words, Settings settings, ProcessContext context, OutputFormat format) {
        try {
            DbtCommand.demandSuffix(words, settings.environment().suffix());
            Map<String, String> variables = new HashMap<>(context.variables());
            variables.putAll(settings.dbtVariables());
            // A Verdigris that the builder calls is no part of the story of this run.
            variables.remove(ReportMixin.VARIABLE);
            ExecRequest request = ExecRequest.of(DbtCommand.staging(words, settings.dbtTarget()))
                    .withDirectory(context.directory())
                    .withVariables(variables);
            return format == OutputFormat.TEXT ? request : request.withOutput(context.err());
        } catch (UnusableCommand unusable) {
            throw unusable(unusable);
        }
    }

    private static StoppedException unusable(UnusableCommand unusable) {
        return new StoppedException(
                new Problem(ProblemCode.NO_BUILDER, unusable.why(), "", Fix.advice(unusable.advice())));
    }
}
