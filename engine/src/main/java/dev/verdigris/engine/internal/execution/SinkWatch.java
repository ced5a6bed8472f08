package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.step.WaitStep.AwaitSinks.Sink;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.internal.catalog.SinkProgress;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * Watches sinks after the swap until each of them runs and has passed the moment at which the watch began. The swap is
 * done and stays, so nothing ends the plan here: what is not seen within the limit is a problem of the follow-up.
 */
final class SinkWatch {

    private final Context context;
    private final StepLimits limits;
    private final Verb verb;
    private final Identifier environment;

    SinkWatch(Context context, StepLimits limits, Verb verb) {
        this.context = context;
        this.limits = limits;
        this.verb = verb;
        this.environment = context.environment().name();
    }

    /** The problem of each sink that is not seen to run in time. */
    List<Problem> await(List<Sink> sinks) {
        if (context.isOver()) {
            return problems(sinks, "the verb reached its time limit before it read the status of the sink");
        }
        Instant start = context.clock().instant();
        Optional<Instant> cutOver = Optional.empty();
        List<Sink> left = sinks;
        while (true) {
            SinkProgress now;
            try {
                now = context.reconnecting(
                        () -> SinkProgress.read(context.sessions().catalog()));
            } catch (SqlFailure failure) {
                return problems(left, Failures.reason(failure));
            }
            Instant passed = cutOver.orElse(now.at());
            cutOver = Optional.of(passed);
            left = left.stream()
                    .filter(sink -> !now.isRunning(sink.id()) || !now.hasPassed(sink.id(), passed))
                    .toList();
            Duration rest = context.left(limits.sink(), start);
            if (left.isEmpty() || !rest.isPositive()) {
                String after = DurationText.of(context.since(start));
                return left.stream()
                        .map(sink -> problem(sink, "after " + after + " " + state(sink, now), fix(sink, now, passed)))
                        .toList();
            }
            context.listener().on(new ProgressEvent.Waiting(Count.of(left.size(), "sink") + " to run", rest));
            Duration interval = context.options().pollInterval();
            context.pause().of(interval.compareTo(rest) < 0 ? interval : rest);
        }
    }

    private static String state(Sink sink, SinkProgress now) {
        RunStatus status = now.statuses().get(sink.id());
        if (status == null) {
            return "its status is not known";
        }
        return now.isRunning(sink.id())
                ? "it runs, but its write frontier has not passed the moment at which the wait began"
                : "it is " + status.state().text()
                        + status.error().map(error -> ": " + error).orElse("");
    }

    private List<Problem> problems(List<Sink> sinks, String why) {
        return sinks.stream().map(sink -> problem(sink, why, again(sink))).toList();
    }

    /** The catalog shows the next run only a sink that does not run, so that run waits for no other. */
    private Fix fix(Sink sink, SinkProgress now, Instant cutOver) {
        return now.isRunning(sink.id())
                ? Fix.choice(
                        Fix.either(
                                "ask until write_frontier is " + cutOver.toEpochMilli()
                                        + " or later; then the sink has followed, and no verb has to run again",
                                Fix.sql(Ddl.showProgress(sink.id()))),
                        Fix.either(
                                "if write_frontier stands still, look at the cluster of the sink and at the system of"
                                        + " its topic"))
                : again(sink);
    }

    private Fix again(Sink sink) {
        return Fix.sqlAfter("this shows what the sink lacks", Ddl.showProgress(sink.id()))
                .then(Fix.command(verb, environment));
    }

    private static Problem problem(Sink sink, String why, Fix fix) {
        return new Problem(
                ProblemCode.SINK_UNCONFIRMED,
                "sink " + sink.name() + " reads " + sink.reads() + ", but it was not seen to follow the swap: " + why,
                "sink " + sink.name(),
                fix);
    }
}
