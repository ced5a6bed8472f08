package dev.verdigris.core.model;

import java.util.List;

/** What became of a project of models. */
public sealed interface ModelResult {

    /**
     * Every statement is known.
     *
     * @param layers in the order in which they must run; statements of one layer do not depend on one another and are
     *     sorted by the object that they concern. No layer is empty; a project without files has no layers
     */
    record Resolved(List<List<BuildStatement>> layers) implements ModelResult {
        public Resolved {
            layers = layers.stream().map(List::copyOf).toList();
        }
    }

    /**
     * Something stands in the way; nothing can be built.
     *
     * @param problems all that was found, sorted by place; never empty
     */
    record Broken(List<ModelProblem> problems) implements ModelResult {
        public Broken {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a broken project has problems");
            }
        }
    }
}
