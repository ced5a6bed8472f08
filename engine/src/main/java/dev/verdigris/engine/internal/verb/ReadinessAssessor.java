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

/** Judges the staged side at one moment. */
final class ReadinessAssessor {

    private ReadinessAssessor() {}

    /** The verdict over the suffixed side, or nothing when there is none or it is not a staged one. */
    static Optional<Assessment> of(CatalogObservation sight, ReadinessPolicy policy, Optional<Assessment> previous) {
        return sight.view().mayBeStaged() ? Optional.of(assess(sight, policy, previous)) : Optional.empty();
    }

    /** What a verb says that needs a staged side where {@link DeploymentView#mayBeStaged} finds none. */
    static Problem nothingStaged(DeploymentView view) {
        Environment environment = view.environment();
        boolean contradictory = view.state() instanceof DeploymentState.Contradictory;
        return new Problem(
                ProblemCode.NOTHING_STAGED,
                "environment " + environment.name() + " has no staged deployment that could become ready or be checked",
                "environment " + environment.name(),
                Fix.command(contradictory ? Verb.STATUS : Verb.INIT, environment.name()));
    }

    /** The verdict over the suffixed side as the previous one, or nothing when it is not. */
    static Optional<Assessment> ofPrevious(CatalogObservation sight, ReadinessPolicy policy) {
        return sight.view().isPromoted() ? Optional.of(assess(sight, policy, Optional.empty())) : Optional.empty();
    }

    private static Assessment assess(CatalogObservation sight, ReadinessPolicy policy, Optional<Assessment> previous) {
        return Readiness.assess(ExpectedObjects.of(sight.view()), sight.observation(), policy, previous);
    }
}
