package dev.verdigris.cli.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.verdigris.cli.option.Arguments;
import dev.verdigris.cli.option.DefaultTexts;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.project.AdoptCommand;
import dev.verdigris.cli.project.NewCommand;
import dev.verdigris.cli.project.inspect.ConfigCommand;
import dev.verdigris.cli.project.inspect.DoctorCommand;
import dev.verdigris.cli.project.inspect.ValidateCommand;
import dev.verdigris.cli.screen.Style;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.diff.FailOn;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.text.DurationText;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.TypeConversionException;

/** Builds the command line of picocli: every verb, the converters of its values, its errors and its help. */
final class CommandLineFactory {

    private static final int WIDTH = 80;

    private static final Set<String> VERSION = Set.of("-V", "--version");

    private static final Map<String, Function<ProcessContext, Object>> VERBS = verbMakers();

    private CommandLineFactory() {}

    private static Map<String, Function<ProcessContext, Object>> verbMakers() {
        Map<String, Function<ProcessContext, Object>> makers = new LinkedHashMap<>();
        makers.put("deploy", DeployCommand::new);
        makers.put("init", InitCommand::new);
        makers.put("build", BuildCommand::new);
        makers.put("exec", ExecCommand::new);
        makers.put("grants", GrantsCommand::new);
        makers.put("await", AwaitCommand::new);
        makers.put("check", CheckCommand::new);
        makers.put("promote", PromoteCommand::new);
        makers.put("rollback", RollbackCommand::new);
        makers.put("cleanup", DropCommand.Cleanup::new);
        makers.put("abort", DropCommand.Abort::new);
        makers.put("status", StatusCommand::new);
        makers.put("diff", DiffCommand::new);
        makers.put("history", HistoryCommand::new);
        makers.put("plan", PlanCommand::new);
        makers.put("report", ReportCommand::new);
        makers.put("new", NewCommand::new);
        makers.put("adopt", AdoptCommand::new);
        makers.put("doctor", DoctorCommand::new);
        makers.put("validate", ValidateCommand::new);
        makers.put("config", ConfigCommand::of);
        makers.put("sandbox", SandboxCommand::new);
        makers.put("demo", DemoCommand::new);
        makers.put("explain", ExplainCommand::new);
        return Collections.unmodifiableMap(makers);
    }

    /** The names of all verbs, in the order of help. */
    static List<String> verbs() {
        return List.copyOf(VERBS.keySet());
    }

    /** Creates a command line for one run of {@code args}. It shows errors and help in the form that they ask for. */
    static CommandLine create(ProcessContext context, String... args) {
        CommandLine commandLine = new CommandLine(new VerdigrisCommand());
        needed(args).forEach((name, maker) -> commandLine.addSubcommand(name, maker.apply(context)));
        ErrorHandler errors = new ErrorHandler(context, args);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        // A word with @ is the word itself, for instance an operator of dbt.
        commandLine.setExpandAtFiles(false);
        converters(commandLine);
        commandLine.setParameterExceptionHandler(errors::usage);
        commandLine.setExecutionExceptionHandler(errors::internal);
        commandLine.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8));
        commandLine.setResourceBundle(new DefaultTexts());
        commandLine.setUsageHelpWidth(WIDTH);
        if (Arguments.wantHelp(args)) {
            Style style = Arguments.output(args, context).outStyle();
            commandLine.setColorScheme(new ColorScheme.Builder(style == Style.COLORED ? Ansi.ON : Ansi.OFF).build());
            explainExitCodes(commandLine);
        }
        return commandLine;
    }

    /** The verbs that {@code args} can reach. Reading the annotations of all verbs would take a sixth of a start. */
    private static Map<String, Function<ProcessContext, Object>> needed(String... args) {
        String first = args.length == 0 ? "" : args[0];
        if (VERBS.containsKey(first)) {
            return Map.of(first, VERBS.get(first));
        }
        return args.length == 1 && VERSION.contains(first) ? Map.of() : VERBS;
    }

    private static void explainExitCodes(CommandLine commandLine) {
        Map<String, String> codes = new LinkedHashMap<>();
        Arrays.stream(Outcome.values())
                .forEach(outcome -> codes.put(Integer.toString(outcome.exitCode()), outcome.meaning()));
        codes.put("130", "ended by Ctrl-C: run the same verb again; it continues where this run ended");
        codes.put("143", "ended by SIGTERM: the same");
        describe(commandLine, codes);
    }

    private static void describe(CommandLine command, Map<String, String> exitCodes) {
        command.getSubcommands().values().forEach(each -> describe(each, exitCodes));
        command.getCommandSpec()
                .usageMessage()
                .sortOptions(false)
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes);
    }

    private static void converters(CommandLine commandLine) {
        commandLine.registerConverter(
                ProblemCode.class,
                text -> ProblemCode.parse(text)
                        .orElseThrow(() ->
                                refused("there is no problem code " + text + "; verdigris explain lists all codes")));
        commandLine.registerConverter(
                OutputFormat.class,
                text -> OutputFormat.ofWord(text)
                        .orElseThrow(() -> refused("there is no format " + text + "; write " + OutputFormat.known())));
        List<FailOn> changes = List.of(FailOn.values());
        commandLine.registerConverter(
                FailOn.class,
                text -> changes.stream()
                        .filter(each -> each.word().equals(text))
                        .findFirst()
                        .orElseThrow(() -> refused("there are no changes of the name " + text
                                + "; write nothing, breaking, rows or any")));
        List<PlanCommand.Planned> planned = List.of(PlanCommand.Planned.values());
        commandLine.registerConverter(
                PlanCommand.Planned.class,
                text -> planned.stream()
                        .filter(verb -> verb.toString().equals(text))
                        .findFirst()
                        .orElseThrow(() -> refused("there is no plan for " + text + "; there is one for "
                                + planned.stream().map(Object::toString).collect(Collectors.joining(", ")))));
        commandLine.registerConverter(
                Duration.class,
                text -> DurationText.parse(text)
                        .orElseThrow(() -> refused("not a duration such as 30s or 5m: " + text)));
        commandLine.registerConverter(DeploymentId.class, CommandLineFactory::deploymentId);
    }

    private static DeploymentId deploymentId(String text) {
        try {
            return new DeploymentId(text);
        } catch (IllegalArgumentException e) {
            throw refused(ProblemCode.BAD_DEPLOYMENT_ID.cause());
        }
    }

    private static TypeConversionException refused(String reason) {
        return new TypeConversionException(reason);
    }
}
