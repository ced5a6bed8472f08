package dev.verdigris.core.dbt;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;

/**
 * The models of dbt as the model files that build the same objects, from the SQL that dbt has compiled.
 *
 * @param files the files; with a problem, nothing is built of them
 * @param problems what cannot be built
 * @param notes what is left out: models outside of the environment, and hooks of the project
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
                problems.add(refused(node, node.refusal().get(), environment));
            } else if (node.code().isEmpty()) {
                raw.add(node.model().name());
            }
            files.add(
                    node.refusal().isEmpty() && node.code().isPresent()
                            ? CompiledText.file(node, live, node.code().get())
                            : CompiledText.placeholder(node, live));
        }
        if (!raw.isEmpty()) {
            problems.add(notCompiled(raw, place, environment));
        }
        return new CompiledModels(files, problems, left(outside, manifest.hooks()), origins);
    }

    private static List<String> left(List<String> outside, List<String> hooks) {
        List<String> left = new ArrayList<>();
        if (!outside.isEmpty()) {
            left.add("These models of dbt are outside of the environment's schemas, so they are not built: "
                    + String.join(", ", outside) + ".");
        }
        if (!hooks.isEmpty()) {
            left.add("These hooks of dbt do not run, because only dbt can run them: " + String.join(", ", hooks)
                    + ". If a deployment needs what they do, let dbt build with exec.");
        }
        return left;
    }

    /** Let dbt compile, then build. */
    public static Fix compile(Environment environment) {
        return Fix.advice("run dbt compile, with the target and variables of this deployment")
                .then(Fix.command(Verb.BUILD, environment.name()));
    }

    private static Problem refused(DbtNode node, DbtNode.Refusal refusal, Environment environment) {
        return new Problem(
                ProblemCode.BAD_MODEL,
                node.model().kind() + " " + node.model().name() + " of dbt " + refusal.why(),
                node.model().file(),
                Fix.choice(
                        Fix.either(refusal.edit()),
                        Fix.either("let dbt build it", Fix.command(Verb.EXEC, environment.name()))));
    }

    private static Problem notCompiled(List<String> names, String place, Environment environment) {
        return new Problem(
                ProblemCode.DBT_MANIFEST,
                "dbt's manifest " + place + " has no compiled SQL of " + (names.size() == 1 ? "model " : "models ")
                        + String.join(", ", names),
                place,
                compile(environment));
    }
}
