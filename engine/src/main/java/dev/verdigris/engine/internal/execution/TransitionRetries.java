package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.internal.catalog.RecentChanges;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * The attempts at a transition that the server refused because other sessions changed the catalog. Nothing of such a
 * transition took effect, so it may be tried again after a short pause, until a time limit.
 */
final class TransitionRetries {

    /** The least time between two readings of the audit log, which has no index. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** One refusal may be chance. From the second on, the reader should know the cause. */
    private static final int FIRST_LOOK = 2;

    private final Context context;
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> looked = Optional.empty();
    private Optional<String> changes = Optional.empty();
    private int refused;

    TransitionRetries(Context context) {
        this.context = context;
    }

    /** Pauses before the next attempt. After the time limit it returns the problem without a pause. */
    Optional<Problem> pause(Step step) {
        refused++;
        Instant now = context.clock().instant();
        Instant start = first.orElse(now);
        first = Optional.of(start);
        Duration pause = context.options().swapRetries().after(refused, context.random());
        boolean allowed = context.options().swapRetries().allows(refused, context.since(start));
        boolean again = allowed && context.hasTimeFor(pause);
        if (!again || refused >= FIRST_LOOK) {
            look(now);
        }
        if (!again) {
            return Optional.of(allowed ? timeOver(step) : busy(step, Duration.between(start, now)));
        }
        context.listener()
                .on(new ProgressEvent.Retrying(refused, pause, "another session changed the catalog" + named(changes)));
        context.pause().of(pause);
        return Optional.empty();
    }

    private Problem timeOver(Step step) {
        return new Failures(context.environment().name())
                .timeOver("another attempt to " + step.summary() + ", which the server had refused, because other"
                        + " sessions changed the catalog" + named(changes));
    }

    private Problem busy(Step step, Duration waited) {
        return new Problem(
                ProblemCode.CATALOG_BUSY,
                "the server refused " + refused + " attempts within " + DurationText.of(waited) + " to "
                        + step.summary() + ", because other sessions changed the catalog" + named(changes),
                "environment " + context.environment().name(),
                Fix.advice("run the verb again when the other sessions no longer change the catalog"));
    }

    private static String named(Optional<String> changes) {
        return changes.map(text -> ": " + text).orElse("");
    }

    /** Reads who changes the catalog, unless that was read a moment ago. */
    private void look(Instant now) {
        if (looked.isPresent() && Duration.between(looked.get(), now).compareTo(BETWEEN_LOOKS) < 0) {
            return;
        }
        looked = Optional.of(now);
        try {
            changes = context.reconnecting(
                            () -> RecentChanges.read(context.sessions().catalog()))
                    .or(() -> changes);
        } catch (ServerRefusal refusal) {
            changes = Optional.of(
                    "who it was is not known, because the server refused to show it [" + refusal.sqlState() + "]");
        }
    }
}
