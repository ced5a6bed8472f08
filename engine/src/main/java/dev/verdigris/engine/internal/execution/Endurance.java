package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.NoAnswer;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * The readings of a wait after its first one. A server that restarts, or that refuses a reading for a reason that may
 * pass, ends no wait: it is asked again until the time limit.
 */
public final class Endurance {

    private final Context context;
    private final Supplier<Duration> left;
    private Instant answered;

    /** Begins right after the first reading. The rest of the time of the wait is {@code left}. */
    public Endurance(Context context, Supplier<Duration> left) {
        this.context = context;
        this.left = left;
        this.answered = context.clock().instant();
    }

    /**
     * Reads until the server has answered. Empty if the time limit has cut off the first attempt: then the reading
     * before it counts.
     *
     * @throws SqlFailure if the server did not answer until the time limit, or if no later attempt can succeed
     */
    public <T> Optional<T> read(Supplier<T> reading) {
        Optional<SqlFailure> before = Optional.empty();
        int attempt = 0;
        while (true) {
            try {
                T read = reading.get();
                answered = context.clock().instant();
                return Optional.of(read);
            } catch (SqlFailure failure) {
                if (isCut(failure)) {
                    return cut(before);
                }
                if (!failure.mayHeal() || left.get().isZero()) {
                    throw failure;
                }
                attempt++;
                pause(attempt, failure);
                before = Optional.of(failure);
            }
        }
    }

    private static boolean isCut(SqlFailure failure) {
        return failure.noAnswer()
                .filter(missed -> missed.source() == NoAnswer.Source.WAIT)
                .isPresent();
    }

    private <T> Optional<T> cut(Optional<SqlFailure> before) {
        if (before.isPresent()) {
            throw before.get();
        }
        context.listener().on(new ProgressEvent.Remark("the server did not answer the last reading in time"));
        return Optional.empty();
    }

    private void pause(int attempt, SqlFailure failure) {
        Duration most = left.get();
        Duration pause = context.options().reconnects().after(attempt, context.random());
        Duration next = pause.compareTo(most) < 0 ? pause : most;
        if (failure instanceof ConnectionLost) {
            context.sessions().discard();
        }
        context.listener().on(new ProgressEvent.Retrying(attempt, next, reason(failure)));
        context.pause().of(next);
    }

    private String reason(SqlFailure failure) {
        String since = DurationText.of(context.since(answered));
        return switch (failure) {
            case ConnectionLost lost -> "the server has not been reached for " + since;
            case ServerRefusal refusal
            when refusal.noAnswer().isPresent() -> "the server has not answered for " + since;
            case ServerRefusal refusal ->
                "the server has refused to answer for " + since + ": " + refusal.getMessage() + " ["
                        + refusal.sqlState() + "]";
        };
    }
}
