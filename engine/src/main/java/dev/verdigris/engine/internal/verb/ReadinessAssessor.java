package dev.verdigris.engine.internal.verb;

import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.Locks;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Messages;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.ExpectedObjects;
import dev.verdigris.core.readiness.Readiness;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.engine.internal.catalog.CatalogObservation;

/** Judges the staged side at one moment. */
final class ReadinessAssessor {

    private ReadinessAssessor() {}

    /** The verdict over the suffixed side, or nothing when there is none or it is not a staged one. */
    static Optional<Assessment> of(
            Environment environment, CatalogObservation sight, ReadinessPolicy policy, Optional<Assessment> previous) {
        return mayBeStaged(sight.catalog(), environment)
                ? Optional.of(assess(environment, sight, policy, previous))
                : Optional.empty();
    }

    /** What a verb says that needs a staged side where {@link #mayBeStaged} finds none. */
    static Problem nothingStaged(CatalogSnapshot catalog, Environment environment) {
        boolean contradictory = Locks.read(catalog, environment) instanceof DeploymentState.Contradictory;
        return new Problem(
                ProblemCode.NOTHING_STAGED,
                "environment " + environment.name() + " has no staged deployment that could become ready or be checked",
                "environment " + environment.name(),
                Messages.command(contradictory ? "status" : "init", environment.name()));
    }

    /** The verdict over the suffixed side as the previous one, or nothing when it is not. */
    static Optional<Assessment> ofPrevious(Environment environment, CatalogObservation sight, ReadinessPolicy policy) {
        return Locks.read(sight.catalog(), environment) instanceof DeploymentState.Locked marked
                        && marked.lock().phase() == Phase.PROMOTED
                ? Optional.of(assess(environment, sight, policy, Optional.empty()))
                : Optional.empty();
    }

    private static Assessment assess(
            Environment environment, CatalogObservation sight, ReadinessPolicy policy, Optional<Assessment> previous) {
        return Readiness.assess(
                ExpectedObjects.of(sight.catalog(), environment), sight.observation(), policy, previous);
    }

    /** Without a lock schema a suffixed side may have been staged by other tools. */
    static boolean mayBeStaged(CatalogSnapshot catalog, Environment environment) {
        return switch (Locks.read(catalog, environment)) {
            case DeploymentState.None none ->
                ResolvedPairs.of(catalog, environment).anySuffixed();
            case DeploymentState.Locked marked -> marked.lock().phase().isStaged();
            case DeploymentState.Contradictory contradictory -> false;
        };
    }
}
