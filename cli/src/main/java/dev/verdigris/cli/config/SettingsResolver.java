package dev.verdigris.cli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Finds the configuration, layers its sources and checks the result. */
public final class SettingsResolver {

    private static final String DOCS = "See docs/configuration.md, or start from examples/auction/verdigris.yml.";

    private final SettingsRequest request;
    private final ConfigProblems problems;

    private SettingsResolver(SettingsRequest request) {
        this.request = request;
        this.problems = new ConfigProblems(request.directory());
    }

    /** Resolves {@code request}. A mistake of the user is a problem, never an exception. Asks no server. */
    public static SettingsResult resolve(SettingsRequest request) {
        return new SettingsResolver(request).resolve();
    }

    private SettingsResult resolve() {
        Optional<ProjectConfig> project = project();
        ConfigSource variables = ConfigSource.ofVariables(request.variables());
        if (!problems.none()) {
            return new SettingsResult.Faulty(problems.all());
        }
        if (project.isEmpty() && !namesPairs(variables)) {
            problems.add(
                    "there is no configuration: neither " + VerdigrisFile.NAME + " nor a dbt project with the variable "
                            + "deployment is in this directory or above it",
                    request.directory().toString(),
                    DOCS);
            return new SettingsResult.Faulty(problems.all());
        }
        Optional<String> name = environmentName(project);
        ConfigSource specific = project.flatMap(config -> name.flatMap(
                        chosen -> Optional.ofNullable(config.environments().get(chosen))))
                .orElse(ConfigSource.EMPTY);
        ConfigSource shared = project.map(ProjectConfig::shared).orElse(ConfigSource.EMPTY);
        ConfigLayers layers = new ConfigLayers(
                List.of(request.options(), variables, specific, shared), request.variables(), problems);
        Path base = project.map(ProjectConfig::directory).orElse(request.directory());
        Map<String, ProjectConfig.NoServer> serverless =
                project.map(ProjectConfig::serverless).orElse(Map.of());
        Optional<Settings> settings = name.flatMap(chosen -> new SettingsAssembly(
                        layers,
                        problems,
                        request,
                        base,
                        serverless.getOrDefault(chosen, ProjectConfig.NoServer.UNNAMED))
                .assemble(chosen));
        return settings.isPresent() && problems.none()
                ? new SettingsResult.Resolved(settings.get())
                : new SettingsResult.Faulty(problems.all());
    }

    private boolean namesPairs(ConfigSource variables) {
        return Stream.of(request.options(), variables)
                .anyMatch(source -> source.values().containsKey(Key.SCHEMAS)
                        || source.values().containsKey(Key.CLUSTERS));
    }

    private Optional<ProjectConfig> project() {
        Optional<Path> wished = request.chosenFile();
        if (wished.isPresent()) {
            Path file = wished.get();
            if (!Files.isRegularFile(file)) {
                problems.add("there is no such configuration file", file.toString(), "Correct --config.");
                return Optional.empty();
            }
            Path name = file.getFileName();
            return name != null && name.toString().equals(DbtProject.NAME)
                    ? DbtProject.read(file, request.variables(), problems)
                    : VerdigrisFile.read(file, problems);
        }
        return upwards(VerdigrisFile.NAME)
                .flatMap(file -> VerdigrisFile.read(file, problems))
                .or(() -> problems.none()
                        ? upwards(DbtProject.NAME).flatMap(file -> DbtProject.read(file, request.variables(), problems))
                        : Optional.empty());
    }

    /** The nearest file of that name, in the directory or above it, so that verbs work in subdirectories. */
    private Optional<Path> upwards(String name) {
        return Stream.iterate(request.directory().toAbsolutePath().normalize(), path -> path != null, Path::getParent)
                .map(directory -> directory.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Optional<String> environmentName(Optional<ProjectConfig> project) {
        Optional<String> asked = request.chosenEnvironment();
        if (project.isEmpty()) {
            return asked.or(() -> Optional.of("default"));
        }
        ProjectConfig config = project.get();
        List<String> known = List.copyOf(config.environments().keySet());
        Optional<String> chosen = asked.or(() -> config.defaultEnvironment().flatMap(this::replaced))
                .or(() -> known.size() == 1 ? Optional.of(known.getFirst()) : Optional.empty());
        if (chosen.isEmpty() && problems.none()) {
            problems.add(
                    known.isEmpty()
                            ? "no environment is declared"
                            : "there are several environments and none was chosen",
                    problems.show(config.file()),
                    known.isEmpty() ? DOCS : "Choose with --env: " + String.join(", ", known));
        }
        return chosen.filter(name -> {
            boolean declared = config.environments().containsKey(name);
            if (!declared) {
                problems.add(
                        "the environment " + name + " is not declared",
                        asked.isPresent() ? problems.show(config.file()) : defaultPlace(config),
                        ConfigProblems.suggestion(name, known));
            }
            return declared;
        });
    }

    private String defaultPlace(ProjectConfig config) {
        return config.defaultEnvironment()
                .map(value -> problems.show(value.origin()))
                .orElseGet(() -> problems.show(config.file()));
    }

    private Optional<String> replaced(ConfigSource.Value value) {
        return value.references()
                .replace(value.text(), value.origin(), request.variables(), problems, UnaryOperator.identity());
    }
}
