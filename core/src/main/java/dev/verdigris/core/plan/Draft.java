package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.guard.StepRights;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;

/** A plan in the making: its steps so far, the catalog that they leave behind, and the rights that they lack. */
final class Draft {

    private CatalogSnapshot catalog;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final Set<Problem> lackingRights = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();

    Draft(CatalogSnapshot catalog) {
        this.catalog = catalog;
    }

    /** The catalog as the steps so far leave it. */
    CatalogSnapshot catalog() {
        return catalog;
    }

    void add(Step step, String reason) {
        lackingRights.addAll(StepRights.check(catalog, step));
        catalog = Simulator.apply(catalog, step);
        steps.add(new PlannedStep(step, reason));
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    List<PlannedStep> steps() {
        return List.copyOf(steps);
    }

    List<Problem> lackingRights() {
        return List.copyOf(lackingRights);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
