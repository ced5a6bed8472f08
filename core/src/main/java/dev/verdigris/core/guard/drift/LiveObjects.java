package dev.verdigris.core.guard.drift;

import java.util.List;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;

/**
 * The objects of the live side around a builder of another tool. Such a builder works on the staged side only, but a
 * wrong name or a missing variable lets it replace what is live.
 *
 * @param inventory the objects before the builder
 */
public record LiveObjects(Inventory inventory) {

    /** The objects now. */
    public static LiveObjects of(DeploymentView view) {
        return new LiveObjects(Inventory.ofObjects(view, Side.LIVE));
    }

    /** A problem for each object that was created, dropped, replaced or renamed until a later moment. */
    public List<Problem> changedUntil(DeploymentView later) {
        Identifier environment = later.environment().name();
        return Changes.ofObjects(inventory, later, Side.LIVE)
                .problems(
                        ProblemCode.LIVE_CHANGED,
                        "the live side of environment " + environment + " was changed while the builder ran",
                        (change, subject) -> Fix.advice("correct the builder, so that it changes only the staged side;"
                                        + " then look at what the live side has lost")
                                .then(Fix.command(Verb.STATUS, environment)));
    }
}
