package dev.verdigris.engine.internal.verb;

import java.util.Optional;
import java.util.function.Supplier;

import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.request.AwaitRequest;

/**
 * A verb's way from the world to a plan. It may be asked many times in one run and then answers with the same ids and
 * times, so that a step that is left is recognised as the same step.
 */
interface Planning extends Supplier<PlanResult> {

    /** The verb. */
    Verb verb();

    /** How to wait for readiness before the first plan, if that was asked for. */
    default Optional<AwaitRequest> awaits() {
        return Optional.empty();
    }

    /** Lets the next plan be made on a look that was just taken, if this planning looks at all. */
    default void startOn(CatalogObservation look) {}

    /** What was planned last; empty before the first plan. */
    Optional<LastPlan> last();

    /** What was judged of the staged side when it was last asked, if it was looked at. */
    default Optional<Assessment> judged() {
        return Optional.empty();
    }
}
