package dev.verdigris.cli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.cli.config.ProjectConfig.Declared;
import dev.verdigris.cli.config.ProjectConfig.PerObject;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.engine.request.DbtFiles;

/**
 * A request for the settings of one run.
 *
 * @param directory the directory in which the search for files begins; relative options start from it
 * @param variables the process environment
 * @param file the chosen configuration file, if there is one
 * @param environment the chosen environment, if there is one
 * @param options the given options; an option without values was not given
 * @param dbt the options that choose files of dbt
 * @param offline whether the run needs no server, so that settings of the connection may be missing
 */
public record SettingsRequest(
        Path directory,
        Map<String, String> variables,
        Optional<Path> file,
        Optional<String> environment,
        Map<Key, List<String>> options,
        DbtChoice dbt,
        boolean offline) {

    /**
     * What options choose among the files of dbt.
     *
     * @param project the directory of the project
     * @param profiles the directory of profiles.yml
     * @param profile the profile
     * @param target the directory into which dbt writes
     */
    public record DbtChoice(
            Optional<Path> project, Optional<Path> profiles, Optional<String> profile, Optional<Path> target) {

        /** No choice. */
        public static final DbtChoice NONE =
                new DbtChoice(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A request without a choice among the files of dbt. */
    public SettingsRequest(
            Path directory,
            Map<String, String> variables,
            Optional<Path> file,
            Optional<String> environment,
            Map<Key, List<String>> options) {
        this(directory, variables, file, environment, options, DbtChoice.NONE);
    }

    /** A request of a run that needs the server. */
    public SettingsRequest(
            Path directory,
            Map<String, String> variables,
            Optional<Path> file,
            Optional<String> environment,
            Map<Key, List<String>> options,
            DbtChoice dbt) {
        this(directory, variables, file, environment, options, dbt, false);
    }

    private static final String DOCS = "See docs/configuration.md, or start from examples/auction/verdigris.yml.";

    public SettingsRequest {
        variables = Map.copyOf(variables);
        options = Map.copyOf(options);
    }

    /**
     * Resolves the request. No server is used.
     *
     * @throws StoppedException if there is a problem
     */
    public Settings resolve() {
        ConfigProblems problems = new ConfigProblems(directory);
        // Mistakes in them are reported even if no configuration is found.
        perObject().forEach(perObject -> {
            perObject.accept().forEach(written -> written.resolve(variables, problems));
            perObject.sinks().forEach(written -> written.resolve(variables, problems));
            perObject.exempt().forEach(written -> written.resolve(variables, problems));
        });
        return project(problems)
                .filter(project -> problems.none())
                .flatMap(project -> environment(project, problems)
                        .flatMap(chosen -> new SettingsAssembly(this, project, chosen, problems).assemble()))
                .filter(settings -> problems.none())
                .orElseThrow(() -> new StoppedException(problems.all()));
    }

    /** The file of the configuration, as messages show it; empty if options and variables are the whole of it. */
    public Optional<String> configuration() {
        return found().map(new ConfigProblems(directory)::show);
    }

    /** The names of the environments that are declared, in the order of the file; none if that cannot be read. */
    public List<String> declared() {
        return project(new ConfigProblems(directory))
                .map(project -> List.copyOf(project.environments().keySet()))
                .orElse(List.of());
    }

    /** The same request for another environment. */
    public SettingsRequest with(String name) {
        return new SettingsRequest(directory, variables, file, Optional.of(name), options, dbt, offline);
    }

    /** The same request for a run that needs no server. What it lacks for a connection is a note of its settings. */
    public SettingsRequest withoutServer() {
        return new SettingsRequest(directory, variables, file, environment, options, dbt, true);
    }

    /** Whether an environment is chosen. */
    public boolean chooses() {
        return chosenEnvironment().isPresent();
    }

    /** The files, or only the options and variables if those name a pair. Empty only if there is a problem. */
    private Optional<ProjectConfig> project(ConfigProblems problems) {
        if (file.isPresent() && dbt.project().isPresent()) {
            problems.add(ConfigProblems.of(
                    "--config and --dbt-project name two configurations", "option --dbt-project", "Give one of them."));
            return Optional.empty();
        }
        Optional<ProjectConfig> project = found().flatMap(path -> read(path, problems));
        if (project.isPresent() || !problems.none()) {
            return project;
        }
        if (Stream.of(fromOptions(), fromVariables())
                .anyMatch(values -> values.containsKey(Key.SCHEMAS) || values.containsKey(Key.CLUSTERS))) {
            String name = chosenEnvironment().orElse("default");
            Map<String, Declared> only = Map.of(name, Declared.ofOurs(name, Map.of(), PerObject.NONE));
            return Optional.of(new ProjectConfig("", directory, only, Map.of(), PerObject.NONE, Optional.empty()));
        }
        problems.add(ConfigProblems.of(
                "there is no configuration: neither " + VerdigrisFile.NAME + " nor a dbt project with the variable "
                        + "deployment is in this directory or above it",
                directory.toString(),
                DOCS));
        return Optional.empty();
    }

    /** The file of the configuration. */
    private Optional<Path> found() {
        return file.map(directory::resolve)
                .or(() -> places().chosenProject())
                .or(() -> variable("VERDIGRIS_CONFIG").map(directory::resolve))
                .or(() -> upwards(VerdigrisFile.NAME))
                .or(this::foundOfDbt);
    }

    /** The project that dbt would run. */
    private Optional<Path> foundOfDbt() {
        return places().projectOfVariable().or(() -> upwards(DbtProject.NAME));
    }

    /** The files that dbt writes, also if {@code verdigris.yml} is the configuration; empty if there is no project. */
    Optional<DbtFiles> dbtFiles(ConfigProblems problems) {
        return found().filter(path -> path.endsWith(DbtProject.NAME))
                .or(this::foundOfDbt)
                .filter(Files::isRegularFile)
                .flatMap(path -> DbtProject.files(path, places(), problems));
    }

    private Optional<ProjectConfig> read(Path path, ConfigProblems problems) {
        if (!Files.isRegularFile(path)) {
            problems.add(ConfigProblems.of(
                    "there is no such configuration file",
                    path.toString(),
                    "Correct the option or the variable that names it."));
            return Optional.empty();
        }
        Optional<ProjectConfig> project = path.endsWith(DbtProject.NAME)
                ? DbtProject.read(path, places(), problems)
                : VerdigrisFile.read(path, problems);
        project.ifPresent(config -> config.refuseSecrets(problems));
        return project;
    }

    /** Where dbt would read its files. */
    DbtPlaces places() {
        return new DbtPlaces(directory, variables, dbt.project(), dbt.profiles(), dbt.profile(), dbt.target());
    }

    /** The nearest file of that name, in the directory or above it, so that verbs also work in subdirectories. */
    private Optional<Path> upwards(String name) {
        return Stream.iterate(directory.toAbsolutePath().normalize(), path -> path != null, Path::getParent)
                .map(above -> above.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Optional<Declared> environment(ProjectConfig project, ConfigProblems problems) {
        List<String> known = List.copyOf(project.environments().keySet());
        Optional<String> asked = chosenEnvironment();
        Optional<Value> standard = project.defaultEnvironment().filter(value -> asked.isEmpty());
        Optional<String> name = asked.or(() -> standard.flatMap(value -> value.replaced(false, variables, problems))
                        .map(Value::text))
                .or(() -> known.size() == 1 ? Optional.of(known.getFirst()) : Optional.empty());
        if (name.isEmpty() && problems.none()) {
            problems.add(ConfigProblems.of(
                    known.isEmpty()
                            ? "no environment is declared"
                            : "there are several environments and none was chosen",
                    project.file(),
                    known.isEmpty() ? DOCS : "Choose with --env: " + String.join(", ", known)));
        }
        if (name.isPresent() && !known.contains(name.get())) {
            problems.add(ConfigProblems.of(
                    "the environment " + name.get() + " is not declared",
                    standard.map(value -> value.origin().text()).orElse(project.file()),
                    ConfigProblems.suggestion(name.get(), known)));
        }
        return name.flatMap(chosen -> Optional.ofNullable(project.environments().get(chosen)));
    }

    private Optional<String> chosenEnvironment() {
        return environment.or(() -> variable("VERDIGRIS_ENV"));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty());
    }

    /** The choices of the variables and those of the options. */
    List<PerObject> perObject() {
        return Stream.of(fromVariables(), fromOptions())
                .map(values -> new PerObject(
                        values.getOrDefault(Key.ACCEPT, List.of()).stream()
                                .map(WrittenConsent::of)
                                .toList(),
                        values.getOrDefault(Key.SINKS, List.of()).stream()
                                .map(WrittenSinkWay::of)
                                .toList(),
                        values.getOrDefault(Key.READY_EXEMPT, List.of()).stream()
                                .map(WrittenExemption::of)
                                .toList()))
                .toList();
    }

    /** The values of the options that were given. */
    Map<Key, List<Value>> fromOptions() {
        Map<Key, List<Value>> values = new EnumMap<>(Key.class);
        options.forEach((key, texts) -> {
            if (!texts.isEmpty()) {
                values.put(key, Value.plain(texts, Origin.option(key.option().orElse(key.path()))));
            }
        });
        return values;
    }

    /**
     * The values of the variables. An empty variable counts as not set. Commas separate the items of a list, and line
     * breaks separate consents, ways of sinks and staged sizes.
     */
    Map<Key, List<Value>> fromVariables() {
        Map<Key, List<Value>> values = new EnumMap<>(Key.class);
        for (Key key : Key.values()) {
            variable(key.variable())
                    .map(text -> key.isList() ? items(key, text) : List.of(text))
                    .ifPresent(texts -> values.put(key, Value.plain(texts, Origin.variable(key.variable()))));
        }
        return values;
    }

    private static List<String> items(Key key, String text) {
        return Arrays.stream(text.split(key.separator()))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
