package dev.verdigris.engine.internal.verb;

import java.util.Optional;

import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.execution.Planner;
import dev.verdigris.engine.request.AwaitRequest;

/**
 * The planner of a verb. It may be called many times in one run and always uses the same ids and times, so that a
 * remaining step is recognized as the same step.
 */
interface Planning extends Planner {

    /** The verb. */
    Verb verb();

    /** The wait for readiness before the first plan, if it was requested. */
    default Optional<AwaitRequest> awaits() {
        return Optional.empty();
    }

    /** Uses an existing observation for the next plan, if this planning observes anything. */
    default void startOn(CatalogObservation observed) {}

    /** The last plan with its reading; empty before the first plan. */
    Optional<LastPlan> last();

    /** The latest readiness of the staged side, if it was assessed. */
    default Optional<Assessment> judged() {
        return Optional.empty();
    }
}
