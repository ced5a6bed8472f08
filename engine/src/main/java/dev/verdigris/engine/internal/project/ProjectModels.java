package dev.verdigris.engine.internal.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import dev.verdigris.core.dbt.CompiledModels;
import dev.verdigris.core.dbt.DbtManifest;
import dev.verdigris.core.dbt.ManifestReading;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.text.Count;
import dev.verdigris.engine.request.DbtFiles;
import dev.verdigris.engine.request.ModelSource;

/** The models of a source, read once. */
public final class ProjectModels {

    private static final String COMPILE = "run dbt compile, with the same target and variables; then build";

    private ProjectModels() {}

    /** Reads the models. */
    public static SqlFiles of(ModelSource source, Environment environment) {
        return switch (source) {
            case ModelSource.Directory directory -> SqlFiles.models(directory.path());
            case ModelSource.Compiled compiled -> compiled(compiled.files(), environment);
        };
    }

    private static SqlFiles compiled(DbtFiles dbt, Environment environment) {
        if (!Files.exists(dbt.manifest())) {
            return refused(problem(dbt, "there is no manifest of dbt at " + dbt.manifest()));
        }
        return switch (DbtArtifacts.read(dbt.manifest())) {
            case ManifestReading.Unusable unusable -> refused(DbtArtifacts.problem(unusable, dbt.manifest()));
            case DbtManifest manifest ->
                compiled(
                        dbt,
                        CompiledModels.of(manifest, environment, dbt.manifest().toString()));
        };
    }

    private static SqlFiles compiled(DbtFiles dbt, CompiledModels models) {
        List<Problem> problems = new ArrayList<>(models.problems());
        List<String> changed = models.origins().stream()
                .filter(origin -> isChanged(dbt.project(), origin))
                .map(CompiledModels.Origin::file)
                .toList();
        if (!changed.isEmpty()) {
            problems.add(problem(
                    dbt,
                    "dbt's manifest " + dbt.manifest() + " is older than " + Count.of(changed.size(), "model file")
                            + " of the project: " + String.join(", ", changed)));
        }
        if (problems.isEmpty() && models.files().isEmpty()) {
            problems.add(
                    problem(dbt, "dbt's manifest " + dbt.manifest() + " has no model in a schema of the environment"));
        }
        return new SqlFiles(models.files(), problems.stream().sorted().toList(), models.notes());
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

    private static Problem problem(DbtFiles dbt, String what) {
        return new Problem(ProblemCode.DBT_MANIFEST, what, dbt.manifest().toString(), Fix.advice(COMPILE));
    }
}
