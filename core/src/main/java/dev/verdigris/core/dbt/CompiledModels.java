package dev.verdigris.core.dbt;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

/**
 * The models of dbt as the model files that build the same objects, from the SQL that dbt has compiled.
 *
 * @param files the files; with a problem, nothing is built of them
 * @param problems what cannot be built
 * @param notes what was left out, because it is outside of the environment
 * @param origins the files of the project that were compiled
 */
public record CompiledModels(List<ModelFile> files, List<Problem> problems, List<String> notes, List<Origin> origins) {

    public CompiledModels {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
        origins = List.copyOf(origins);
    }

    /**
     * A file of the project, as dbt has read it.
     *
     * @param file its path below the directory of the project
     * @param checksum the SHA-256 of its text without the blanks around it, in hexadecimal
     */
    public record Origin(String file, String checksum) {}

    /**
     * The models of a manifest in the schemas of an environment.
     *
     * @param place the path of the manifest for messages
     */
    public static CompiledModels of(DbtManifest manifest, Environment environment, String place) {
        List<ModelFile> files = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<Origin> origins = new ArrayList<>();
        List<String> outside = new ArrayList<>();
        List<String> raw = new ArrayList<>();
        for (DbtNode node : manifest.nodes()) {
            ObjectName live = environment.liveName(node.model().relation());
            if (node.isEphemeral()) {
                // Its SQL is within the models that read it.
                continue;
            }
            if (!environment.schemas().contains(live.schema())) {
                outside.add(node.model().name());
                continue;
            }
            node.origin(manifest.project()).ifPresent(origins::add);
            if (node.refusal().isPresent()) {
                problems.add(refused(node, node.refusal().get()));
            } else if (node.code().isEmpty()) {
                raw.add(node.model().name());
            }
            files.add(
                    node.refusal().isEmpty() && node.code().isPresent()
                            ? CompiledText.file(node, live, node.code().get())
                            : CompiledText.placeholder(node, live));
        }
        if (!raw.isEmpty()) {
            problems.add(notCompiled(raw, place));
        }
        return new CompiledModels(files, problems, left(outside), origins);
    }

    private static List<String> left(List<String> outside) {
        return outside.isEmpty()
                ? List.of()
                : List.of("These models of dbt are outside of the environment's schemas, so they are not built: "
                        + String.join(", ", outside) + ".");
    }

    private static Problem refused(DbtNode node, String why) {
        return new Problem(
                ProblemCode.BAD_MODEL,
                node.model().kind() + " " + node.model().name() + " of dbt " + why,
                node.model().file(),
                Fix.advice("do so, or let dbt build with exec in the place of build"));
    }

    private static Problem notCompiled(List<String> names, String place) {
        return new Problem(
                ProblemCode.DBT_MANIFEST,
                "dbt's manifest " + place + " has no compiled SQL of " + (names.size() == 1 ? "model " : "models ")
                        + String.join(", ", names),
                place,
                Fix.advice("run dbt compile, with the same target and variables; then build"));
    }
}
