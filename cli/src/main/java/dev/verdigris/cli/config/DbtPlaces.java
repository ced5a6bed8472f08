package dev.verdigris.cli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where dbt would read its files, by the options and variables that dbt itself has (dbt-core: {@code cli/params.py},
 * {@code cli/resolvers.py}).
 *
 * @param directory the working directory
 * @param variables the process environment
 * @param project the chosen project directory, if an option names one
 * @param profiles the chosen directory of profiles.yml, if an option names one
 * @param profile the chosen profile, if an option names one
 * @param target the chosen directory into which dbt writes, if an option names one
 */
record DbtPlaces(
        Path directory,
        Map<String, String> variables,
        Optional<Path> project,
        Optional<Path> profiles,
        Optional<String> profile,
        Optional<Path> target) {

    /** The variable of dbt that names the target. */
    static final String TARGET = "DBT_TARGET";

    private static final String PROJECT_DIR = "DBT_PROJECT_DIR";

    private static final String PROFILES_DIR = "DBT_PROFILES_DIR";

    private static final String PROFILE = "DBT_PROFILE";

    private static final String TARGET_PATH = "DBT_TARGET_PATH";

    private static final String PROFILES = "profiles.yml";

    /** The project file that an option names. */
    Optional<Path> chosenProject() {
        return project.map(this::projectFile);
    }

    /** The project file that the variable of dbt names. It counts only if no configuration of ours is found. */
    Optional<Path> projectOfVariable() {
        return variable(PROJECT_DIR).map(Path::of).map(this::projectFile);
    }

    private Path projectFile(Path chosen) {
        return directory.resolve(chosen).resolve(DbtProject.NAME);
    }

    /** The target that the variable of dbt names. */
    Optional<String> targetOfVariable() {
        return variable(TARGET);
    }

    /** The profile that the run names; it wins over the one of the project. */
    Optional<String> chosenProfile() {
        return profile.or(() -> variable(PROFILE));
    }

    /**
     * The directories in which profiles.yml may be: only the chosen one if there is one. Otherwise these are the
     * working directory and {@code ~/.dbt}, as for dbt, and then the project, where dbt would find nothing.
     */
    List<Path> profileDirectories(Path projectDirectory) {
        Optional<Path> chosen =
                profiles.or(() -> variable(PROFILES_DIR).map(Path::of)).map(directory::resolve);
        Stream<Path> home = variable("HOME").map(each -> Path.of(each, ".dbt")).stream();
        return chosen.map(List::of)
                .orElseGet(() -> Stream.of(Stream.of(directory), home, Stream.of(projectDirectory))
                        .flatMap(paths -> paths)
                        .map(path -> path.toAbsolutePath().normalize())
                        .distinct()
                        .toList());
    }

    /** The file of the profiles that dbt would read; empty if there is none. */
    Optional<Path> profilesFile(Path projectDirectory) {
        return profileDirectories(projectDirectory).stream()
                .map(each -> each.resolve(PROFILES))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The directory into which dbt writes, if the run names one; it wins over the one of the project. */
    Optional<Path> chosenTargetDirectory() {
        return target.or(() -> variable(TARGET_PATH).map(Path::of));
    }

    /**
     * The variables of dbt that choose the same files and the same target as this run, so that a builder that runs dbt
     * reads the same. A choice of the user in the environment is among them, or an option has overridden it.
     */
    Map<String, String> chosen(Path projectDirectory, String environment) {
        Map<String, String> chosen = new TreeMap<>(Map.of(
                TARGET,
                environment,
                PROJECT_DIR,
                projectDirectory.toAbsolutePath().toString()));
        profilesFile(projectDirectory)
                .map(file -> file.toAbsolutePath().resolveSibling(""))
                .ifPresent(profilesDirectory -> chosen.put(PROFILES_DIR, profilesDirectory.toString()));
        chosenProfile().ifPresent(name -> chosen.put(PROFILE, name));
        target.ifPresent(path ->
                chosen.put(TARGET_PATH, directory.resolve(path).toAbsolutePath().toString()));
        return chosen;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty());
    }
}
