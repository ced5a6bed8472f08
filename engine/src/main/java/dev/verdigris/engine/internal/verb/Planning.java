package dev.verdigris.engine.internal.verb;

import java.util.Optional;

import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.engine.internal.execution.Planner;
import dev.verdigris.engine.request.AwaitRequest;

/**
 * A verb's way from the world to a plan. It may be asked many times in one run and then answers with the same ids and
 * times, so that a step that is left is recognised as the same step.
 */
interface Planning extends Planner {

    /** The verb. */
    Verb verb();

    /** How to wait for readiness before the first plan, if that was asked for. */
    default Optional<AwaitRequest> awaits() {
        return Optional.empty();
    }

    /** What was judged of the staged side when it was last asked, if it was looked at. */
    default Optional<Assessment> judged() {
        return Optional.empty();
    }
}
