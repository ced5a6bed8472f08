package dev.verdigris.engine.internal.connection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.StatementKind;
import dev.verdigris.engine.request.Defaults;
import org.jspecify.annotations.Nullable;

/**
 * The waits for answers. Each has a limit, at which the statement is cancelled, and gives signs of life from two
 * seconds on. The time is the real one also where a verb has another clock, because the server's time does not pass
 * faster.
 *
 * <p>Safe for use by several threads. Its threads end by themselves when nothing was sent for a moment.
 */
public final class AnswerWatch {

    private static final Duration FIRST_SIGN = Duration.ofSeconds(2);
    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(1);

    /** The driver ignores a cancellation before it has sent the statement, so one request is not enough. */
    private static final Duration BETWEEN_CANCELLATIONS = Duration.ofMillis(250);

    /** The least time for a statement when the limit of its verb is over, such as for the last reading. */
    private static final Duration LEAST = Duration.ofMillis(500);

    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final int THREADS = 2;

    private final Duration limit;
    private final Consumer<ProgressEvent.Unanswered> signs;
    private final InstantSource clock = InstantSource.system();
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer;
    private volatile Bound bound = Bound.NONE;
    private volatile boolean mute;

    /** Watches statements without a limit of their own for {@code limit}. The consumer must not throw. */
    public AnswerWatch(Duration limit, Consumer<ProgressEvent.Unanswered> signs) {
        this.limit = limit;
        this.signs = signs;
        this.timer = new ScheduledThreadPoolExecutor(
                THREADS,
                Thread.ofPlatform().daemon().name("verdigris-answers-", 0).factory());
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** Watches with the default limit and notifies nobody. */
    static AnswerWatch silent() {
        return new AnswerWatch(Defaults.STATEMENT_TIMEOUT, unanswered -> {});
    }

    /**
     * The limit of work that consists of several statements.
     *
     * @param end when it is over; {@link Instant#MAX} means that there is no limit
     * @param source what a statement reports that it ended
     */
    private record Bound(Instant end, NoAnswer.Source source) {

        static final Bound NONE = new Bound(Instant.MAX, NoAnswer.Source.STATEMENT);
    }

    /**
     * Begins work whose statements, together, must not last longer than {@code time}, nor than the work that contains
     * it.
     */
    Scope within(Duration time, NoAnswer.Source source) {
        Bound before = bound;
        Instant own = clock.instant().plus(time);
        bound = new Bound(own.isBefore(before.end()) ? own : before.end(), source);
        return () -> bound = before;
    }

    /** The time until the end of the present work, never negative; empty if it has no limit. */
    Optional<Duration> left() {
        Bound present = bound;
        if (present.equals(Bound.NONE)) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), present.end());
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }

    /** Begins the wait for an answer. The action {@code cancel} asks the server to stop. */
    Wait begin(AnswerLimit asked, Runnable cancel) {
        Instant now = clock.instant();
        Duration own = asked.limit().orElse(limit);
        Duration most = asked.kind() == StatementKind.SESSION && limit.compareTo(own) < 0 ? limit : own;
        Bound present = bound;
        Duration left = present.equals(Bound.NONE) ? most : Duration.between(now, present.end());
        boolean bounded = left.compareTo(most) < 0;
        Duration least = asked.pause().isZero() ? LEAST : asked.pause().plus(FIRST_SIGN);
        Duration allowed = !bounded ? most : left.compareTo(least) < 0 ? least : left;
        NoAnswer.Source source = bounded ? present.source() : NoAnswer.Source.STATEMENT;
        return new Wait(new NoAnswer(asked.kind(), allowed, source), now, asked.pause(), Optional.of(cancel));
    }

    /** Whether the last reading of the catalog, or request for a session, got no answer within its limit. */
    boolean isMute() {
        return mute;
    }

    /** Begins a wait that another component limits. */
    Wait beginUnlimited(AnswerLimit asked) {
        return new Wait(
                new NoAnswer(asked.kind(), Duration.ZERO, NoAnswer.Source.STATEMENT),
                clock.instant(),
                asked.pause(),
                Optional.empty());
    }

    private Future<?> repeat(Runnable action, Duration first, Duration next) {
        return timer.scheduleWithFixedDelay(action, first.toNanos(), next.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The wait for one answer. It ends when it is closed. */
    final class Wait implements AutoCloseable {

        private final NoAnswer bound;
        private final Instant start;
        private final boolean limited;
        private final Future<?> signing;
        private final @Nullable Future<?> cancelling;
        private boolean closed;

        private Wait(NoAnswer bound, Instant start, Duration pause, Optional<Runnable> cancel) {
            this.bound = bound;
            this.start = start;
            this.limited = cancel.isPresent();
            waits.add(this);
            this.signing = repeat(this::sign, FIRST_SIGN.plus(pause), BETWEEN_SIGNS);
            this.cancelling = cancel.map(action -> repeat(action, bound.limit(), BETWEEN_CANCELLATIONS))
                    .orElse(null);
        }

        /** The time after which the answer no longer counts. */
        Duration limit() {
            return bound.limit();
        }

        /** Receives the fact that the server has answered. */
        void answered() {
            mute = false;
        }

        /** Receives the fact that there is a failure and no answer. Returns the limit if it has passed. */
        Optional<NoAnswer> failed() {
            Optional<NoAnswer> missed =
                    limited && waited().compareTo(bound.limit()) >= 0 ? Optional.of(bound) : Optional.empty();
            mute = missed.isPresent()
                    && (bound.kind() == StatementKind.CATALOG || bound.kind() == StatementKind.SESSION);
            return missed;
        }

        private Duration waited() {
            return Duration.between(start, clock.instant());
        }

        private synchronized void sign() {
            boolean oldest = waits.stream().min(Comparator.comparing(wait -> wait.start)).stream()
                    .allMatch(this::equals);
            if (!closed && oldest) {
                Duration waited = waited();
                Duration left = bound.limit().minus(waited);
                signs.accept(new ProgressEvent.Unanswered(
                        bound.kind(),
                        waited,
                        limited ? Optional.of(left.isNegative() ? Duration.ZERO : left) : Optional.empty()));
            }
        }

        @Override
        public void close() {
            synchronized (this) {
                closed = true;
            }
            waits.remove(this);
            signing.cancel(false);
            if (cancelling != null) {
                cancelling.cancel(false);
            }
        }
    }
}
