package dev.verdigris.core.model;

import java.util.List;

/** The result of resolving a project of models. */
public sealed interface ModelResult {

    /**
     * Every statement is known.
     *
     * @param layers in the order in which they must run. The statements of one layer do not depend on each other and
     *     are sorted by object. No layer is empty. A project without files has no layers
     */
    record Resolved(List<List<BuildStatement>> layers) implements ModelResult {
        public Resolved {
            layers = layers.stream().map(List::copyOf).toList();
        }
    }

    /**
     * There are problems, so the project cannot be built.
     *
     * @param problems all problems, sorted by place; never empty
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
