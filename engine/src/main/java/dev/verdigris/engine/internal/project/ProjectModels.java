package dev.verdigris.engine.internal.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.dbt.CompiledModels;
import dev.verdigris.core.dbt.DbtManifest;
import dev.verdigris.core.dbt.ManifestReading;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.text.Count;
import dev.verdigris.engine.request.DbtFiles;
import dev.verdigris.engine.request.ModelSource;

/** The models of a source, read once. */
public final class ProjectModels {

    private static final String IGNORED = ".dbtignore";

    private ProjectModels() {}

    /** Reads the models. */
    public static SqlFiles of(ModelSource source, Environment environment) {
        return switch (source) {
            case ModelSource.Directory directory -> SqlFiles.models(directory.path());
            case ModelSource.Compiled compiled -> compiled(compiled.files(), environment);
        };
    }

    /**
     * The models for a verb that only compares them with those that were built. Models of dbt that cannot be read are
     * not compared, which the report says. Files are compared as far as they can be read.
     */
    public static SqlFiles compared(ModelSource source, Environment environment) {
        SqlFiles files = of(source, environment);
        return switch (source) {
            case ModelSource.Directory directory -> files.problems().isEmpty() ? files : SqlFiles.unknown(List.of());
            case ModelSource.Compiled compiled ->
                files.problems().isEmpty() ? files : SqlFiles.unknown(files.problems());
        };
    }

    private static SqlFiles compiled(DbtFiles dbt, Environment environment) {
        if (!Files.exists(dbt.manifest())) {
            return refused(problem(dbt, environment, "there is no manifest of dbt at " + dbt.manifest()));
        }
        return switch (DbtArtifacts.read(dbt.manifest())) {
            case ManifestReading.Unusable unusable ->
                refused(problem(dbt, environment, "dbt's manifest " + dbt.manifest() + " " + unusable.why()));
            case DbtManifest manifest -> compiled(dbt, environment, manifest);
        };
    }

    private static SqlFiles compiled(DbtFiles dbt, Environment environment, DbtManifest manifest) {
        CompiledModels models =
                CompiledModels.of(manifest, environment, dbt.manifest().toString());
        List<Problem> problems = new ArrayList<>(models.problems());
        List<String> changed = models.origins().stream()
                .filter(origin -> isChanged(dbt.project(), origin))
                .map(CompiledModels.Origin::file)
                .toList();
        if (!changed.isEmpty()) {
            problems.add(problem(
                    dbt,
                    environment,
                    "dbt's manifest " + dbt.manifest() + " is older than " + Count.of(changed.size(), "model file")
                            + " of the project: " + String.join(", ", changed)));
        }
        List<String> unknown = unknown(dbt.project(), models, manifest.files());
        if (!unknown.isEmpty()) {
            problems.add(problem(
                    dbt,
                    environment,
                    "dbt's manifest " + dbt.manifest() + " does not know " + Count.of(unknown.size(), "model file")
                            + " of the project: " + String.join(", ", unknown)));
        }
        if (problems.isEmpty() && models.files().isEmpty()) {
            problems.add(problem(
                    dbt,
                    environment,
                    "dbt's manifest " + dbt.manifest() + " has no model in a schema of the environment"));
        }
        return new SqlFiles(models.files(), problems.stream().sorted().toList(), models.notes());
    }

    /**
     * The SQL files beside the models that dbt has not read: they were added after it has compiled. If dbt leaves files
     * out by their names, it is not known which.
     */
    private static List<String> unknown(Path project, CompiledModels models, Set<String> known) {
        if (Files.exists(project.resolve(IGNORED))) {
            return List.of();
        }
        return models.origins().stream()
                .map(origin -> Path.of(origin.file()).getName(0))
                .distinct()
                .flatMap(folder -> sqlFiles(project, folder).stream())
                .filter(file -> !known.contains(file))
                .sorted()
                .toList();
    }

    private static List<String> sqlFiles(Path project, Path folder) {
        Path models = project.resolve(folder).normalize();
        if (!models.startsWith(project) || models.equals(project) || !Files.isDirectory(models)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(models)) {
            return files.filter(file -> file.toString().endsWith(".sql") && Files.isRegularFile(file))
                    .map(file -> project.relativize(file).toString())
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            // What cannot be read may be a model.
            return List.of(folder + " (cannot be read)");
        }
    }

    /** Whether a file is there and has another text than the one that was compiled. A deployment needs no files. */
    private static boolean isChanged(Path project, CompiledModels.Origin origin) {
        Path file = project.resolve(origin.file()).normalize();
        if (!file.startsWith(project) || !Files.isRegularFile(file)) {
            return false;
        }
        try {
            String text = Files.readString(file).strip();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return !HexFormat.of().formatHex(digest).equals(origin.checksum());
        } catch (IOException unreadable) {
            // What cannot be read is not what was compiled.
            return true;
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }

    private static SqlFiles refused(Problem problem) {
        return new SqlFiles(List.of(), List.of(problem), List.of());
    }

    private static Problem problem(DbtFiles dbt, Environment environment, String what) {
        return new Problem(
                ProblemCode.DBT_MANIFEST, what, dbt.manifest().toString(), CompiledModels.compile(environment));
    }
}
