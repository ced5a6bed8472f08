package dev.verdigris.engine.internal.verb;

import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.ExpectedObjects;
import dev.verdigris.core.readiness.Readiness;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.engine.internal.catalog.CatalogObservation;

/** Assesses a side at one moment. */
final class ReadinessAssessor {

    private ReadinessAssessor() {}

    /** The readiness of the suffixed side; empty if there is none or it is not staged. */
    static Optional<Assessment> of(CatalogObservation observed, ReadinessPolicy policy, Optional<Assessment> previous) {
        return observed.view().mayBeStaged() ? Optional.of(assess(observed, policy, previous)) : Optional.empty();
    }

    /** The problem of a verb that needs a staged side if {@link DeploymentView#mayBeStaged} is false. */
    static Problem nothingStaged(DeploymentView view) {
        Environment environment = view.environment();
        boolean contradictory = view.state() instanceof DeploymentState.Contradictory;
        return new Problem(
                ProblemCode.NOTHING_STAGED,
                "environment " + environment.name() + " has no staged deployment that could become ready or be checked",
                "environment " + environment.name(),
                Fix.command(contradictory ? Verb.STATUS : Verb.INIT, environment.name()));
    }

    /** The readiness of the previous side; empty if there is none. */
    static Optional<Assessment> ofPrevious(CatalogObservation observed, ReadinessPolicy policy) {
        return observed.view().isPromoted()
                ? Optional.of(assess(observed, policy, Optional.empty()))
                : Optional.empty();
    }

    private static Assessment assess(
            CatalogObservation observed, ReadinessPolicy policy, Optional<Assessment> previous) {
        return Readiness.assess(ExpectedObjects.of(observed.view()), observed.observation(), policy, previous);
    }
}
