package dev.verdigris.cli.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.output.CommandText;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.core.adoption.Adoption;
import dev.verdigris.core.adoption.AdoptionWish;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.text.Count;
import dev.verdigris.engine.Adopter;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.request.EngineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes what is live into model files. It changes nothing on the server. */
@Command(name = "adopt", header = "Write the live views of a server into model files, and a configuration for them.")
public final class AdoptCommand implements Callable<Integer> {

    private static final String VERB = "adopt";

    private static final String DRY_RUN = "--dry-run";

    private static final Identifier PROD = Identifier.of("prod");

    @Option(
            names = "--into",
            paramLabel = "DIR",
            order = 1,
            description = "The directory of the project. Default: that of the configuration, or this one.")
    private Optional<Path> into = Optional.empty();

    @Option(
            names = "--as",
            paramLabel = "SCHEMA",
            order = 2,
            description = "Adopt the views of one schema for a new schema of this name. For a schema with tables or"
                    + " sources, which no release can create again.")
    private Optional<String> as = Optional.empty();

    @Option(
            names = "--without-grants",
            order = 2,
            description = "Leave grants out of the files. Releases carry over those of the live objects.")
    private boolean withoutGrants;

    @Option(
            names = DRY_RUN,
            order = 3,
            description = "Write nothing, and show which files would be written; with -X, their texts too.")
    private boolean dryRun;

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final ProcessContext context;

    /** Prepares. */
    public AdoptCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OutputOptions options = output.resolve(context);
        try {
            SettingsRequest request = environment.request(context);
            boolean configured = request.configuration().isPresent();
            boolean named = configured || names(request, Key.SCHEMAS) || names(request, Key.CLUSTERS);
            Settings settings =
                    named ? request.resolve() : withAnySchema(request).resolve();
            if (configured && into.isEmpty() && settings.models().isEmpty()) {
                throw new StoppedException(intoDbt());
            }
            return adopt(request, settings, configured, named, options);
        } catch (StoppedException stopped) {
            return ProjectView.failure(VERB, context, options, stopped.problems());
        }
    }

    private boolean names(SettingsRequest request, Key key) {
        return request.options().containsKey(key)
                || context.variable(key.variable()).isPresent();
    }

    /** The settings of the server alone. Settings need a pair, and this one is not used. */
    private static SettingsRequest withAnySchema(SettingsRequest request) {
        return with(request, Map.of(Key.SCHEMAS, List.of("public")));
    }

    private static SettingsRequest with(SettingsRequest request, Map<Key, List<String>> more) {
        Map<Key, List<String>> options = new EnumMap<>(Key.class);
        options.putAll(request.options());
        options.putAll(more);
        return new SettingsRequest(
                request.directory(),
                request.variables(),
                request.file(),
                request.environment(),
                options,
                request.dbt());
    }

    private static Problem intoDbt() {
        return new Problem(
                ProblemCode.BAD_CONFIG,
                "the configuration is a dbt project, and dbt does not read files of plain SQL as models",
                "option --into",
                Fix.advice("choose a directory for a project of its own with --into"));
    }

    private int adopt(
            SettingsRequest request, Settings settings, boolean configured, boolean named, OutputOptions options) {
        AdoptionWish wish = wish(request, settings.environment(), configured, named);
        EngineOptions limits = settings.limits()
                .statement()
                .map(EngineOptions.DEFAULT::withStatementTimeout)
                .orElse(EngineOptions.DEFAULT);
        Adoption adoption = Adopter.adopt(settings.connection(), limits, wish);
        if (adoption.files().isEmpty() && !adoption.problems().isEmpty()) {
            return ProjectView.failure(VERB, context, options, adoption.problems());
        }
        Path target = into.map(context.directory()::resolve)
                .orElseGet(() -> configured ? settings.project() : context.directory())
                .toAbsolutePath()
                .normalize();
        return write(new Target(target, request, settings, configured && into.isEmpty()), adoption, options);
    }

    /** What the options ask for, with the environment in force where they leave it open. */
    private AdoptionWish wish(SettingsRequest request, Environment known, boolean configured, boolean named) {
        boolean chosen = request.environment().isPresent()
                || context.variable("VERDIGRIS_ENV").isPresent();
        Identifier name = configured || chosen ? known.name() : PROD;
        boolean finds = !names(request, Key.CLUSTERS) && (!configured || into.isPresent());
        Environment wanted = new Environment(
                name,
                known.database(),
                named ? known.schemas() : List.of(),
                finds ? List.of() : known.clusters(),
                known.suffix());
        AdoptionWish wish = new AdoptionWish(wanted, finds, !withoutGrants);
        if (as.isPresent() && wanted.schemas().size() != 1) {
            throw new ParameterException(spec.commandLine(), "--as is for one schema; name it with --schema");
        }
        return as.map(this::identifier).map(wish::as).orElse(wish);
    }

    private Identifier identifier(String name) {
        try {
            return Identifier.of(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--as: " + e.getMessage(), e);
        }
    }

    /**
     * Where the files go.
     *
     * @param directory the directory of the project
     * @param request the request for the settings
     * @param settings the settings of this run
     * @param configured whether the configuration in force is that of the directory
     */
    private record Target(Path directory, SettingsRequest request, Settings settings, boolean configured) {

        /** Whether a configuration is written: if none is there, or if an earlier run has written this one. */
        boolean takes(String config) {
            NewFiles file = new NewFiles(directory, Map.of(ConfigText.FILE, config));
            return !configured && file.obstacles().isEmpty();
        }

        /** What the configuration that is there lacks. */
        List<String> lacks(Environment adopted) {
            String file = configured
                    ? request.configuration().orElseThrow()
                    : directory.resolve(ConfigText.FILE).toString();
            List<String> lines = new ArrayList<>();
            Optional<Environment> there = configured ? declared() : Optional.empty();
            Environment whole = there.map(known -> union(known, adopted)).orElse(adopted);
            boolean otherDatabase = there.isPresent()
                    ? !there.get().database().equals(adopted.database())
                    : !adopted.database().value().equals(ConnectionSettings.DEFAULT_DATABASE);
            if (otherDatabase) {
                lines.add(ConfigText.database(whole));
            }
            if (there.filter(known -> known.schemas().containsAll(adopted.schemas()))
                    .isEmpty()) {
                lines.add(ConfigText.schemas(whole));
            }
            if (there.filter(known -> known.clusters().containsAll(adopted.clusters()))
                    .isEmpty()) {
                lines.add(ConfigText.clusters(whole));
            }
            return lines.isEmpty()
                    ? List.of()
                    : List.of(file + " was not changed. Its environment " + adopted.name() + " needs:\n    "
                            + String.join("\n    ", lines));
        }

        /** What the file has already, and what is new. */
        private static Environment union(Environment there, Environment adopted) {
            return new Environment(
                    adopted.name(),
                    adopted.database(),
                    Stream.concat(there.schemas().stream(), adopted.schemas().stream())
                            .distinct()
                            .toList(),
                    Stream.concat(there.clusters().stream(), adopted.clusters().stream())
                            .distinct()
                            .toList(),
                    adopted.suffix());
        }

        /** The environment in the file, without the options of this run. */
        private Optional<Environment> declared() {
            Map<Key, List<String>> none =
                    Map.of(Key.SCHEMAS, List.of(), Key.CLUSTERS, List.of(), Key.DATABASE, List.of());
            try {
                return Optional.of(with(request, none).resolve().environment());
            } catch (StoppedException incomplete) {
                return Optional.empty();
            }
        }
    }

    private int write(Target target, Adoption adoption, OutputOptions options) {
        Map<String, String> contents = new TreeMap<>();
        adoption.files().forEach((path, text) -> contents.put("models/" + path, text));
        List<String> notes = new ArrayList<>(adoption.notes());
        String config = ConfigText.of(
                adoption.environment(), target.settings().connection(), names(target.request(), Key.DATABASE));
        if (target.takes(config)) {
            contents.put(ConfigText.FILE, config);
        } else {
            notes.addAll(target.lacks(adoption.environment()));
        }
        NewFiles files = new NewFiles(target.directory(), contents);
        List<Problem> obstacles = files.obstacles();
        if (!obstacles.isEmpty()) {
            return ProjectView.failure(VERB, context, options, obstacles);
        }
        List<Problem> problems = new ArrayList<>(adoption.problems());
        List<FileView> written = new ArrayList<>();
        if (dryRun) {
            written.addAll(files.planned());
        } else {
            files.write(written).ifPresent(problems::add);
        }
        String shown = ProjectView.shown(context, target.directory());
        return ProjectView.of(
                        VERB, headline(adoption, shown), shown, dryRun, written, problems, notes, next(shown, problems))
                .show(context, options, problems);
    }

    private String headline(Adoption adoption, String shown) {
        int models = adoption.files().size();
        String where = shown.equals(".") ? "this directory" : shown;
        String done = Count.of(models, "model")
                + (dryRun ? " would be written into " : models == 1 ? " is in " : " are in ")
                + where;
        int left = adoption.problems().size();
        return left == 0 ? done + "." : done + "; " + Count.of(left, "object") + " cannot be adopted as a whole.";
    }

    /** The next commands. Files that lack something cannot be built yet, but they can be checked. */
    private List<String> next(String shown, List<Problem> problems) {
        if (dryRun) {
            return List.of(CommandText.again(spec.commandLine().getParseResult().originalArgs().stream()
                    .filter(word -> !word.equals(DRY_RUN))
                    .toList()));
        }
        List<String> next = new ArrayList<>();
        if (!shown.equals(".") && into.isPresent()) {
            next.add("cd " + CommandText.quoted(shown));
        }
        if (!problems.isEmpty()) {
            next.add("verdigris validate");
        } else if (as.isPresent()) {
            next.add("verdigris deploy --create-missing --dry-run");
        } else {
            next.add("verdigris diff --file");
            next.add("verdigris deploy --dry-run");
        }
        return next;
    }
}
