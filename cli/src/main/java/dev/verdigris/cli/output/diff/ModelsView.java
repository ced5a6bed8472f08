package dev.verdigris.cli.output.diff;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.diff.definition.ModelDiff;
import dev.verdigris.core.diff.definition.ModelsDiff;

/**
 * The model files compared with what is live.
 *
 * @param headline the result in one clause
 * @param asOf the time of the plan from which the live definitions are, if they were not read from the server
 * @param added how many models are not live
 * @param changed how many are live with another definition
 * @param removed how many live relations no file defines
 * @param same how many are live as the file says
 * @param models every model by name
 */
public record ModelsView(
        String headline,
        Optional<Instant> asOf,
        int added,
        int changed,
        int removed,
        int same,
        List<ComparedModel> models) {

    /**
     * One model.
     *
     * @param name its live name
     * @param change what a release does to it
     * @param file its file, if there is one
     * @param diff the lines of a unified diff from the live definition to the file
     */
    public record ComparedModel(String name, ModelDiff.Change change, Optional<String> file, List<String> diff) {

        private static ComparedModel of(ModelDiff model) {
            return new ComparedModel(model.name().toString(), model.change(), model.file(), model.diff());
        }
    }

    static ModelsView of(ModelsDiff diff) {
        return new ModelsView(
                diff.headline(),
                diff.asOf(),
                diff.with(ModelDiff.Change.ADDED).size(),
                diff.with(ModelDiff.Change.CHANGED).size(),
                diff.with(ModelDiff.Change.REMOVED).size(),
                diff.with(ModelDiff.Change.SAME).size(),
                diff.models().stream().map(ComparedModel::of).toList());
    }
}
