package dev.verdigris.engine.internal.execution;

import java.util.List;

import dev.verdigris.core.guard.TemporaryViews;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.catalog.CatalogReader;
import dev.verdigris.engine.internal.connection.SqlSession;

/**
 * The look right before a transition that renames schemas or several objects: a temporary view that was created after
 * the plan would make the server panic. The server allows no query within the transition's own message, because a
 * transaction that changes objects can do nothing else. So a view that is created between this look and that message is
 * not found.
 */
final class LastLook {

    private LastLook() {}

    /**
     * The problems because of which a transition must not be sent. A transition that renames one object asks nothing.
     *
     * @throws dev.verdigris.engine.internal.connection.SqlFailure if the server refuses or the connection is lost
     */
    static List<Problem> before(Step.Transition transition, SqlSession session) {
        return TemporaryViews.concern(transition)
                ? TemporaryViews.inTheWay(CatalogReader.temporaryViews(session), transition)
                : List.of();
    }
}
