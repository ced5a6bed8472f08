package dev.verdigris.cli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final String PROFILES = "profiles.yml";

    /** The project file that an option names. */
    Optional<Path> chosenProject() {
        return project.map(this::projectFile);
    }

    /** The project file that the variable of dbt names. It counts only if no configuration of ours is found. */
    Optional<Path> projectOfVariable() {
        return variable("DBT_PROJECT_DIR").map(Path::of).map(this::projectFile);
    }

    private Path projectFile(Path chosen) {
        return directory.resolve(chosen).resolve(DbtProject.NAME);
    }

    /** The target that the variable of dbt names. */
    Optional<String> targetOfVariable() {
        return variable("DBT_TARGET");
    }

    /** The profile that the run names; it wins over the one of the project. */
    Optional<String> chosenProfile() {
        return profile.or(() -> variable("DBT_PROFILE"));
    }

    /**
     * The directories in which profiles.yml may be: only the chosen one if there is one. Otherwise these are the
     * working directory and {@code ~/.dbt}, as for dbt, and then the project, where dbt would find nothing.
     */
    List<Path> profileDirectories(Path projectDirectory) {
        Optional<Path> chosen =
                profiles.or(() -> variable("DBT_PROFILES_DIR").map(Path::of)).map(directory::resolve);
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
        return target.or(() -> variable("DBT_TARGET_PATH").map(Path::of));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty());
    }
}
