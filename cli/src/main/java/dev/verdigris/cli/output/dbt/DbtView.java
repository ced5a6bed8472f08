package dev.verdigris.cli.output.dbt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.dbt.DbtModel;
import dev.verdigris.core.name.ObjectName;

/**
 * What dbt says about one object, for the person who must act on it.
 *
 * @param model the name of its model in the project
 * @param file the file of the model
 * @param owner who is responsible for it
 * @param exposures the exposures that read it
 */
public record DbtView(String model, Optional<String> file, Optional<String> owner, List<ExposureView> exposures) {

    /** What dbt says about a relation. */
    public static Optional<DbtView> of(DbtFacts facts, ObjectName relation) {
        return facts.model(relation)
                .map(model -> new DbtView(
                        model.name(),
                        Optional.of(model).map(DbtModel::file).filter(file -> !file.isEmpty()),
                        model.owner(),
                        facts.readers(relation).stream().map(ExposureView::of).toList()));
    }

    /** What dbt says about the object at the place of a problem. */
    public static Optional<DbtView> at(DbtFacts facts, String place) {
        return facts.at(place).flatMap(relation -> of(facts, relation));
    }

    /** The same as lines of text. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("dbt: model " + model + file.map(path -> " in " + path).orElse("")
                + owner.map(person -> ", owner " + person).orElse(""));
        exposures.forEach(exposure -> lines.add("dbt: read by " + exposure.who()));
        return lines;
    }
}
