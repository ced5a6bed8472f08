package dev.verdigris.cli.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.Style;
import dev.verdigris.core.deployment.DeploymentId;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.text.DurationText;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.TypeConversionException;

/** The whole command line, from arguments to an exit code. It does not touch the process. */
public final class VerdigrisCli {

    private static final int WIDTH = 80;

    private final ProcessContext context;

    /** A command line in the given context. */
    public VerdigrisCli(ProcessContext context) {
        this.context = context;
    }

    /** Runs one command; returns the exit code for the process. */
    public int run(String... args) {
        CommandLine commandLine = commandLine(args);
        int exit = commandLine.execute(args);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        return exit;
    }

    /** The model of the command line; {@code args} only decide how it shows errors and help. */
    public CommandLine commandLine(String... args) {
        CommandLine commandLine = new CommandLine(new VerdigrisCommand());
        Commands.all(context).forEach(commandLine::addSubcommand);
        OutputOptions guess = Arguments.output(args, context);
        ErrorHandler errors = new ErrorHandler(context, guess, Arguments.verbose(args));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.registerConverter(ProblemCode.class, VerdigrisCli::problemCode);
        commandLine.registerConverter(OutputFormat.class, VerdigrisCli::format);
        commandLine.registerConverter(PlanCommand.Planned.class, VerdigrisCli::planned);
        commandLine.registerConverter(Duration.class, VerdigrisCli::duration);
        commandLine.registerConverter(DeploymentId.class, VerdigrisCli::deploymentId);
        commandLine.setParameterExceptionHandler(errors::usage);
        commandLine.setExecutionExceptionHandler(errors::internal);
        commandLine.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8));
        commandLine.setResourceBundle(new DefaultTexts());
        commandLine.setUsageHelpWidth(WIDTH);
        commandLine.setColorScheme(
                new ColorScheme.Builder(guess.outStyle() == Style.COLORED ? Ansi.ON : Ansi.OFF).build());
        if (Arguments.wantHelp(args)) {
            explainExitCodes(commandLine);
        }
        return commandLine;
    }

    private static void explainExitCodes(CommandLine commandLine) {
        Map<String, String> codes = new LinkedHashMap<>();
        Arrays.stream(Outcome.values())
                .forEach(outcome -> codes.put(Integer.toString(outcome.exitCode()), outcome.meaning()));
        codes.put("130", "interrupted: run the same verb again, it continues where this run ended");
        describe(commandLine, codes);
        commandLine.getSubcommands().values().forEach(command -> describe(command, codes));
    }

    private static void describe(CommandLine command, Map<String, String> exitCodes) {
        command.getCommandSpec()
                .usageMessage()
                .sortOptions(false)
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes);
    }

    private static ProblemCode problemCode(String text) {
        return ProblemCode.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "there is no problem code " + text + "; verdigris explain lists all"));
    }

    private static OutputFormat format(String text) {
        return OutputFormat.ofWord(text)
                .orElseThrow(() ->
                        new TypeConversionException("there is no format " + text + ", but text, json and ndjson"));
    }

    private static PlanCommand.Planned planned(String text) {
        return Arrays.stream(PlanCommand.Planned.values())
                .filter(verb -> verb.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("there is no plan for " + text + ", but for "
                        + Arrays.stream(PlanCommand.Planned.values())
                                .map(PlanCommand.Planned::toString)
                                .collect(Collectors.joining(", "))));
    }

    private static Duration duration(String text) {
        return DurationText.parse(text)
                .orElseThrow(() -> new TypeConversionException("not a duration such as 30s or 5m: " + text));
    }

    private static DeploymentId deploymentId(String text) {
        try {
            return new DeploymentId(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(ProblemCode.BAD_DEPLOYMENT_ID.cause());
        }
    }
}
