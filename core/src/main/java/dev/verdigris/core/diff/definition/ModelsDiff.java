package dev.verdigris.core.diff.definition;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
