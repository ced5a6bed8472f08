package dev.verdigris.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.cli.output.CommandText;
import dev.verdigris.cli.output.CommandText.Given;
import dev.verdigris.cli.output.FixText;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Verb;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * Options of every verb: the environment and its server. There is no option for a password: see VERDIGRIS_PASSWORD.
 *
 * <p>Options that are a {@link Key}, here and in the other mixins, are read from the parsed command line.
 */
public final class EnvironmentMixin {

    @Option(
            names = {"-e", "--env", "--target"},
            paramLabel = "NAME",
            order = 50,
            description = "The environment; of a dbt project, the target. Default: default_environment, the target of"
                    + " the profile, or the only environment.")
    private Optional<String> environment = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            order = 51,
            description = "A verdigris.yml or dbt_project.yml. Default: the nearest one here or above.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--dbt-project",
            paramLabel = "DIR",
            order = 52,
            description = "The directory of a dbt project, as DBT_PROJECT_DIR.")
    private Optional<Path> dbtProject = Optional.empty();

    @Option(
            names = "--profiles-dir",
            paramLabel = "DIR",
            order = 53,
            description = "The directory of dbt's profiles.yml, as DBT_PROFILES_DIR.")
    private Optional<Path> profilesDir = Optional.empty();

    @Option(names = "--profile", paramLabel = "NAME", order = 54, description = "The profile of dbt, as DBT_PROFILE.")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = "--target-path",
            paramLabel = "DIR",
            order = 55,
            description = "The directory into which dbt writes, as DBT_TARGET_PATH.")
    private Optional<Path> targetPath = Optional.empty();

    @Option(
            names = "--url",
            paramLabel = "URL",
            order = 60,
            description = "Server: postgres://USER@HOST:PORT/DATABASE.")
    private Optional<String> url = Optional.empty();

    @Option(names = "--host", paramLabel = "HOST", order = 61, description = "Server's host.")
    private Optional<String> host = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", order = 62, description = "Server's port. Default: 6875.")
    private Optional<String> port = Optional.empty();

    @Option(
            names = "--user",
            paramLabel = "ROLE",
            order = 63,
            description = "Role of the session. Its password is read from VERDIGRIS_PASSWORD, never from an option.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--sslmode", paramLabel = "MODE", order = 64, description = "As in libpq: disable to verify-full.")
    private Optional<String> sslmode = Optional.empty();

    @Option(names = "--database", paramLabel = "NAME", order = 65, description = "Database of the schemas.")
    private Optional<String> database = Optional.empty();

    @Option(names = "--schema", paramLabel = "NAME", order = 66, description = "A schema to release. Repeatable.")
    private List<String> schemas = new ArrayList<>();

    @Option(names = "--cluster", paramLabel = "NAME", order = 67, description = "A cluster to release. Repeatable.")
    private List<String> clusters = new ArrayList<>();

    @Option(names = "--suffix", paramLabel = "TEXT", order = 68, description = "Suffix of staged names: _dbt_deploy.")
    private Optional<String> suffix = Optional.empty();

    @Option(
            names = "--statement-timeout",
            paramLabel = "TIME",
            order = 69,
            description = "Longest wait for each answer of the server. Default: ${bundle:default-statement-timeout}.")
    private Optional<String> statementTimeout = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /**
     * A writer of fixes whose commands repeat the given options, except the environment itself, which every command
     * names.
     *
     * @param settings the settings that result from the options
     */
    public FixText fixText(Settings settings) {
        List<Given> server = new ArrayList<>();
        List<Given> project = new ArrayList<>();
        List<Given> sinks = new ArrayList<>();
        config.ifPresent(file -> server.add(new Given("--config", file.toString())));
        dbtProject.ifPresent(directory -> server.add(new Given("--dbt-project", directory.toString())));
        profilesDir.ifPresent(directory -> server.add(new Given("--profiles-dir", directory.toString())));
        profile.ifPresent(name -> server.add(new Given("--profile", name)));
        targetPath.ifPresent(directory -> server.add(new Given("--target-path", directory.toString())));
        boolean compiled = command.commandLine().getParseResult().hasMatchedOption(ProjectMixin.COMPILED);
        if (compiled) {
            project.add(new Given(ProjectMixin.COMPILED, ""));
        }
        Optional.ofNullable(command.commandLine().getParseResult().matchedOption(CommandText.REPORT))
                .ifPresent(option -> server.add(new Given(
                        CommandText.REPORT, option.originalStringValues().getLast())));
        given().forEach((key, values) -> repeat(key, values, server, project, sinks));
        CommandText commands = new CommandText(server, project, sinks, builder(settings));
        boolean unknown = project.isEmpty() && !ProjectMixin.hasModels(settings);
        CommandText known = unknown ? commands.withUnknownProject() : commands;
        return new FixText(known, consenting(known, settings));
    }

    private CommandText.Builder builder(Settings settings) {
        if (command.commandLine().getParseResult().hasMatchedOption(BuilderMixin.OPTION)) {
            return CommandText.Builder.OPTION;
        }
        return settings.builder().isPresent()
                ? CommandText.Builder.CONFIGURED
                : settings.models().isEmpty() ? CommandText.Builder.DBT : CommandText.Builder.FILES;
    }

    /**
     * The command line of the run that a consent is for: this one, the one that this one only shows, or that of promote
     * if this verb asks for none.
     */
    private String consenting(CommandText commands, Settings settings) {
        List<String> args = command.commandLine().getParseResult().originalArgs();
        boolean shows = args.getFirst().equals(Verb.PLAN.word());
        boolean reports = args.getFirst().equals(Verb.REPORT.word());
        boolean asks = command.optionsMap().containsKey(AcceptMixin.OPTION) && !reports && (!shows || namesVerb(args));
        if (!asks) {
            return commands.line(
                    Fix.command(Verb.PROMOTE, settings.environment().name()));
        }
        return CommandText.again(args.stream()
                .skip(shows ? 1 : 0)
                .filter(word -> !word.equals(SwapMixin.DRY_RUN))
                .toList());
    }

    /** Whether the second word is a verb, as in {@code plan rollback}. */
    private static boolean namesVerb(List<String> args) {
        return args.size() > 1 && Arrays.stream(Verb.values()).map(Verb::word).anyMatch(args.get(1)::equals);
    }

    /** Adds an option to those that name the server or the project, to those about sinks, or to none. */
    private static void repeat(
            Key key, List<String> values, List<Given> server, List<Given> project, List<Given> sinks) {
        List<Given> repeated = Given.of(key.option().orElseThrow(), values);
        if (key == Key.PROJECT) {
            project.addAll(repeated);
        } else if (key == Key.SINKS) {
            sinks.addAll(repeated);
        } else if (namesServer(key)) {
            server.addAll(repeated);
        }
    }

    /** Whether a key says which deployment of which server a run is about. */
    private static boolean namesServer(Key key) {
        return switch (key) {
            case PROJECT,
                    SINKS,
                    READY_TIMEOUT,
                    READY_LAG,
                    READY_LAG_MARGIN,
                    READY_HOLD,
                    READY_LONGEST_GAP,
                    READY_REPLICAS,
                    READY_CRASHES,
                    READY_CRASH_WINDOW,
                    READY_POLL,
                    READY_EXEMPT,
                    SWAP_TIMEOUT,
                    ROLLBACK_WINDOW,
                    HISTORY,
                    ACCEPT,
                    RUN -> false;
            case STAGED_SIZE, BUILDER, CHECK_CLUSTER, CHECK_COMMAND, DIFF_KEYS -> false;
            case DEPLOYMENT_ID,
                    COMMIT,
                    TAG,
                    SCHEMAS,
                    CLUSTERS,
                    SUFFIX,
                    DATABASE,
                    URL,
                    HOST,
                    PORT,
                    USER,
                    PASSWORD,
                    SSLMODE,
                    CONNECT_TIMEOUT,
                    STATEMENT_TIMEOUT -> true;
            case SSLROOTCERT, SSLCERT, SSLKEY -> true;
        };
    }

    /** The request for the settings. */
    public SettingsRequest request(ProcessContext context) {
        return new SettingsRequest(
                context.directory(),
                context.variables(),
                config,
                environment,
                given(),
                new SettingsRequest.DbtChoice(dbtProject, profilesDir, profile, targetPath));
    }

    /** The values of the given options that are settings. They include options of the other mixins of the command. */
    private Map<Key, List<String>> given() {
        ParseResult parsed = command.commandLine().getParseResult();
        Map<Key, List<String>> given = new EnumMap<>(Key.class);
        for (Key key : Key.values()) {
            key.option().map(parsed::matchedOption).ifPresent(option -> given.put(key, option.originalStringValues()));
        }
        Optional.ofNullable(parsed.matchedOption(AcceptMixin.SKIP_READINESS)).ifPresent(option -> {
            List<String> consents = new ArrayList<>(given.getOrDefault(Key.ACCEPT, List.of()));
            option.originalStringValues().forEach(reason -> consents.add(AcceptMixin.skippingReadiness(reason)));
            given.put(Key.ACCEPT, consents);
        });
        return given;
    }
}
