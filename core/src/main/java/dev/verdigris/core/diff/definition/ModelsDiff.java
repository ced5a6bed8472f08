package dev.verdigris.core.diff.definition;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.text.Count;

/**
 * All model files compared with what is live.
 *
 * @param models the models by name
 * @param asOf the time of the plan from which the live definitions are; empty if they were read from the server
 */
public record ModelsDiff(List<ModelDiff> models, Optional<Instant> asOf) {

    public ModelsDiff {
        models = List.copyOf(models);
    }

    /** The models with this change. */
    public List<ModelDiff> with(ModelDiff.Change change) {
        return models.stream().filter(model -> model.change() == change).toList();
    }

    /** The models that a release changes. */
    public List<ModelDiff> changed() {
        return models.stream()
                .filter(model -> model.change() != ModelDiff.Change.SAME)
                .toList();
    }

    /** One problem for each model that a release changes. */
    public List<Problem> problems(Identifier environment) {
        return changed().stream()
                .map(model -> new Problem(
                        ProblemCode.MODEL_CHANGE,
                        "model " + model.name() + " " + said(model.change()),
                        model.file().orElseGet(() -> "model " + model.name()),
                        Fix.choice(
                                Fix.either("if the change is not intended, write into the file what is live"),
                                Fix.either("if it is, release it", Fix.command(Verb.DEPLOY, environment)))))
                .toList();
    }

    private static String said(ModelDiff.Change change) {
        return switch (change) {
            case ADDED -> "is not live";
            case CHANGED -> "is live with another definition";
            case REMOVED -> "is live, and no file defines it";
            case SAME -> "is live as the file says";
        };
    }

    /** The result in one clause. */
    public String headline() {
        if (changed().isEmpty()) {
            return "the files say what is live";
        }
        return Stream.of(ModelDiff.Change.ADDED, ModelDiff.Change.CHANGED, ModelDiff.Change.REMOVED)
                .filter(change -> !with(change).isEmpty())
                .map(change -> Count.of(with(change).size(), "model") + " "
                        + switch (change) {
                            case ADDED -> "added";
                            case CHANGED -> "changed";
                            case REMOVED -> "removed";
                            case SAME -> "the same";
                        })
                .collect(Collectors.joining(", "));
    }
}
