package dev.verdigris.core.readiness;

import java.time.Duration;
import java.util.Optional;

import dev.verdigris.core.text.DurationText;

/** The state of one object, with its figures. */
public sealed interface ObjectState {

    /** The state in one clause, with "it" for the object. */
    String text();

    /**
     * Nothing has to be waited for.
     *
     * @param text why not
     */
    record NotApplicable(String text) implements ObjectState {}

    /**
     * It may go live.
     *
     * @param because the reason, without its lag
     * @param lag its lag; empty if it has none, such as a sink
     */
    record Ready(String because, Optional<Lag> lag) implements ObjectState {

        @Override
        public String text() {
            return because + lag.map(known -> " and " + known.text()).orElse("");
        }
    }

    /**
     * The server has not reported yet what decides. Unknown is never ready.
     *
     * @param text what is not known
     */
    record NoReport(String text) implements ObjectState {}

    /**
     * A replica computes its first result.
     *
     * @param own for how long this wait has seen it hydrate while all could be read that it reads; empty if that is
     *     not so yet
     * @param live how long its live counterpart took since its installation, if that is known
     * @param waited how much of that the counterpart may have waited for what it reads
     */
    record Hydrating(Optional<Duration> own, Optional<Duration> live, Duration waited) implements ObjectState {

        private static final Duration LONG = Duration.ofMinutes(1);
        private static final int FAR = 10;

        /** Whether the live counterpart took less time. Then nothing says when it will be ready. */
        public boolean isOverdue() {
            return isLongerThan(1);
        }

        /** Whether it takes so much longer than its live counterpart that waiting alone may not help. */
        public boolean isFarOverdue() {
            return own.filter(time -> time.compareTo(LONG) > 0).isPresent() && isLongerThan(FAR);
        }

        /** The shortest time after which it is overdue, if it is. */
        private Duration least() {
            return live.filter(took -> isOverdue())
                    .map(took -> took.plusNanos(1))
                    .orElse(Duration.ZERO);
        }

        private boolean isLongerThan(int times) {
            return own.flatMap(time -> live.filter(took -> time.compareTo(took.multipliedBy(times)) > 0))
                    .isPresent();
        }

        /** How long it may still take when all can be read that it reads; empty if nothing says that. */
        public Optional<Estimate> remaining() {
            return live.flatMap(took -> new Estimate(took.minus(waited), took).after(own.orElse(Duration.ZERO)));
        }

        @Override
        public String text() {
            return live.filter(took -> isOverdue())
                    .map(took -> "it has been hydrating for longer than the live version took (" + DurationText.of(took)
                            + ")")
                    .orElse("it is hydrating");
        }
    }

    /**
     * It is hydrated, and its contents are older than the policy allows.
     *
     * @param lag its lag
     */
    record Lagging(Lag lag) implements ObjectState {

        @Override
        public String text() {
            return "it " + lag.text();
        }
    }

    /**
     * It works at times that the server chooses, and has not worked yet.
     *
     * @param text until when
     */
    record Idle(String text) implements ObjectState {}

    /**
     * It does not work now. It goes on without help when what it waits for is there again.
     *
     * @param status the server's word for that
     * @param error the server's message, if there is one
     */
    record Stopped(String status, Optional<String> error) implements ObjectState {

        @Override
        public String text() {
            return "it is " + status + error.map(message -> ": " + message).orElse("");
        }
    }

    /**
     * Its cluster keeps it from working, as all others on it.
     *
     * @param trouble what is the matter with the cluster
     */
    record OnCluster(ClusterTrouble trouble) implements ObjectState {

        @Override
        public String text() {
            return trouble.text();
        }
    }

    /**
     * It will not work again before a person acts.
     *
     * @param text why not
     */
    record Failed(String text) implements ObjectState {}

    /** The same without the lengths of time that are others at each reading, although nothing has changed. */
    default ObjectState timeless() {
        return switch (this) {
            case Ready ready -> new Ready(ready.because(), Optional.empty());
            case Hydrating hydrating ->
                new Hydrating(hydrating.own().map(own -> hydrating.least()), hydrating.live(), hydrating.waited());
            case Lagging lagging -> new Lagging(new Lag(Duration.ZERO, Optional.empty()));
            case NotApplicable none -> none;
            case NoReport none -> none;
            case Idle idle -> idle;
            case Stopped stopped -> stopped;
            case OnCluster on -> on;
            case Failed failed -> failed;
        };
    }

    /** Whether it may go live. */
    default boolean isReady() {
        return this instanceof Ready || this instanceof NotApplicable;
    }

    /** Whether waiting cannot help. */
    default boolean isFailed() {
        return switch (this) {
            case Failed failed -> true;
            case OnCluster on -> on.trouble().needsAPerson();
            case NotApplicable none -> false;
            case Ready ready -> false;
            case NoReport none -> false;
            case Hydrating hydrating -> false;
            case Lagging lagging -> false;
            case Idle idle -> false;
            case Stopped stopped -> false;
        };
    }
}
