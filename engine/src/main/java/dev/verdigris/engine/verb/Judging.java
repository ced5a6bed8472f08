package dev.verdigris.engine.verb;

import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Phase;
import dev.verdigris.core.environment.Sides;
import dev.verdigris.core.guard.Wording;
import dev.verdigris.core.marker.DeploymentState;
import dev.verdigris.core.marker.Markers;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.ExpectedObjects;
import dev.verdigris.core.readiness.Policy;
import dev.verdigris.core.readiness.Readiness;
import dev.verdigris.engine.catalog.Sight;

/** Judges the staged side at one moment. */
final class Judging {

    private Judging() {}

    /** The verdict over the suffixed side, or nothing when there is none or it is not a staged one. */
    static Optional<Assessment> of(Environment environment, Sight sight, Policy policy, Optional<Assessment> previous) {
        return mayBeStaged(sight.catalog(), environment)
                ? Optional.of(assess(environment, sight, policy, previous))
                : Optional.empty();
    }

    /** What a verb says that needs a staged side where {@link #mayBeStaged} finds none. */
    static Problem nothingStaged(CatalogSnapshot catalog, Environment environment) {
        boolean contradictory = Markers.read(catalog, environment) instanceof DeploymentState.Contradictory;
        return new Problem(
                ProblemCode.NOTHING_STAGED,
                "environment " + environment.name() + " has no staged deployment that could become ready or be checked",
                "environment " + environment.name(),
                Wording.command(contradictory ? "status" : "init", environment.name()));
    }

    /** The verdict over the suffixed side as the retired one, or nothing when it is not. */
    static Optional<Assessment> ofRetired(Environment environment, Sight sight, Policy policy) {
        return Markers.read(sight.catalog(), environment) instanceof DeploymentState.Marked marked
                        && marked.marker().phase() == Phase.PROMOTED
                ? Optional.of(assess(environment, sight, policy, Optional.empty()))
                : Optional.empty();
    }

    private static Assessment assess(
            Environment environment, Sight sight, Policy policy, Optional<Assessment> previous) {
        return Readiness.assess(
                ExpectedObjects.of(sight.catalog(), environment), sight.observation(), policy, previous);
    }

    /** Without a marker a suffixed side may have been staged by other tools. */
    static boolean mayBeStaged(CatalogSnapshot catalog, Environment environment) {
        return switch (Markers.read(catalog, environment)) {
            case DeploymentState.None none -> Sides.of(catalog, environment).anySuffixed();
            case DeploymentState.Marked marked -> marked.marker().phase().isStaged();
            case DeploymentState.Contradictory contradictory -> false;
        };
    }
}
