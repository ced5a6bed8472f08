package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Subscription;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.step.WaitStep;
import dev.verdigris.core.text.Count;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.progress.ProgressEvent;

/** Waits until no subscription runs on the clusters that will be dropped. Changes nothing. */
final class Drain {

    /** So many subscriptions are named during the wait. */
    private static final int SHOWN = 3;

    private final Context context;
    private final StepLimits limits;

    Drain(Context context, StepLimits limits) {
        this.context = context;
        this.limits = limits;
    }

    /**
     * Returns nothing if no subscription runs, or if the caller forces the drops. Otherwise returns the subscriptions
     * as a problem.
     */
    Optional<Problem> await(WaitStep.AwaitDrain wait) {
        Instant start = context.clock().instant();
        CatalogReadings readings = context.readings(CatalogScope.DROP);
        while (true) {
            CatalogSnapshot catalog = readings.decide(DeploymentView::catalog);
            List<Subscription> running =
                    catalog.subscriptions().stream().filter(wait::concerns).toList();
            Duration left = context.left(limits.drain(), start);
            if (running.isEmpty() || limits.forceDrain() && !left.isPositive()) {
                return Optional.empty();
            }
            if (!left.isPositive()) {
                return Optional.of(problem(catalog, wait, running));
            }
            context.listener()
                    .on(new ProgressEvent.Waiting(
                            Count.of(running.size(), "subscription") + " to end (" + who(catalog, running) + ")",
                            left));
            Duration interval = context.options().pollInterval();
            context.pause().of(interval.compareTo(left) < 0 ? interval : left);
        }
    }

    private static String who(CatalogSnapshot catalog, List<Subscription> running) {
        return running.stream()
                .limit(SHOWN)
                .map(each -> "role " + catalog.nameOf(each.role()) + ", connection " + each.connectionId())
                .collect(Collectors.joining("; ", "", running.size() > SHOWN ? "; …" : ""));
    }

    private static Problem problem(CatalogSnapshot catalog, WaitStep.AwaitDrain wait, List<Subscription> running) {
        List<Fix.Statement> cancels = running.stream()
                .map(each -> new Fix.Statement(
                        Ddl.cancelBackend(each.connectionId()),
                        Optional.of("of role " + catalog.nameOf(each.role()) + ", since " + each.since())))
                .toList();
        return new Problem(
                ProblemCode.NOT_DRAINED,
                "the drop waits for the end of " + Count.of(running.size(), "subscription") + " that still "
                        + (running.size() == 1 ? "runs" : "run"),
                "clusters " + wait.clusters(),
                Fix.choice(
                        Fix.either(
                                "let these clients end their subscriptions and subscribe again: they read the live side"
                                        + " then; run the verb again after that"),
                        Fix.either("cancel their subscriptions, and run the verb again", new Fix.Sql(cancels))));
    }
}
