package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import dev.verdigris.engine.internal.catalog.CatalogReader;
import dev.verdigris.engine.internal.connection.AnswerLimit;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Signals that readiness may have changed. It signals at once if the server offers SUBSCRIBE (Materialize docs:
 * sql/subscribe, with a cursor), otherwise after a pause. A subscription that ends is made again; a new one signals at
 * once, so no change is missed between the two. The state itself is read from the catalog, never from the signal.
 */
final class ChangeSignal implements AutoCloseable {

    private static final String CURSOR = "verdigris_changes";

    /** The longest delay of an answer after the wait that the statement requests. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** The distance of the second attempt in a row; each further one doubles it. */
    private static final Duration FIRST_DISTANCE = Duration.ofSeconds(1);

    private static final int MOST_DOUBLINGS = 6;

    private final Context context;
    private boolean offered;
    private int losses;
    private Row row = Row.NONE;
    private Instant returned;
    private Instant next;
    private @Nullable SqlSession session;

    private ChangeSignal(Context context) {
        this.context = context;
        this.offered = context.options().subscribing();
        this.returned = context.clock().instant();
        this.next = returned;
    }

    /** Begins to signal. It does not fail if the server has no SUBSCRIBE, or has none now. */
    static ChangeSignal install(Context context) {
        ChangeSignal signal = new ChangeSignal(context);
        signal.subscribe();
        return signal;
    }

    /**
     * Returns after a change, at the latest after {@code longest}. Changes since the last return count, but signals in
     * a row keep a distance.
     */
    void await(Duration longest) {
        waitFor(longest);
        returned = context.clock().instant();
    }

    private void waitFor(Duration longest) {
        Instant start = context.clock().instant();
        Duration took = Duration.between(returned, start);
        Duration distance = row.distance(took);
        if (distance.isPositive()) {
            context.pause().of(distance.compareTo(longest) < 0 ? distance : longest);
        }
        Duration missing = Duration.between(context.clock().instant(), next);
        if (session == null && offered && missing.compareTo(context.left(longest, start)) < 0) {
            if (missing.isPositive()) {
                context.pause().of(missing);
            }
            subscribe();
        }
        Duration left = context.left(longest, start);
        SqlSession listening = session;
        if (listening == null) {
            context.pause().of(left);
            return;
        }
        try {
            Instant listened = context.clock().instant();
            row = fetch(listening, left) ? row.after(context.since(listened), took) : Row.NONE;
            losses = 0;
        } catch (SqlFailure gone) {
            failed();
            row = Row.NONE;
            context.listener()
                    .on(new ProgressEvent.Remark("the subscription ended, so it is made again: " + gone.describe()));
            listening.abandon();
            session = null;
        }
    }

    /**
     * The next attempt keeps a distance, in which the state is polled. After one failure there is none, because the
     * state may have changed meanwhile.
     */
    private void failed() {
        losses++;
        Duration distance =
                losses == 1 ? Duration.ZERO : FIRST_DISTANCE.multipliedBy(1L << Math.min(losses - 2, MOST_DOUBLINGS));
        next = context.clock().instant().plus(distance);
    }

    /**
     * Subscribes. A server that does not permit or know SUBSCRIBE is polled from then on; one that is not reached, or
     * refuses for another reason, is asked again later.
     */
    private void subscribe() {
        if (!offered) {
            return;
        }
        try {
            SqlSession opened = context.sessions().open(Optional.of(SqlSession.CATALOG_CLUSTER));
            session = opened;
            opened.execute("BEGIN", AnswerLimit.of(StatementKind.SIGNAL));
            opened.execute(
                    "DECLARE " + CURSOR + " CURSOR FOR SUBSCRIBE (" + CatalogReader.watchQuery() + ")",
                    AnswerLimit.of(StatementKind.SIGNAL));
        } catch (ServerRefusal refusal) {
            close();
            session = null;
            if (refusal.mayHeal()) {
                failed();
                return;
            }
            offered = false;
            context.listener()
                    .on(new ProgressEvent.Remark("the server does not offer SUBSCRIBE here [" + refusal.sqlState()
                            + "], so the state is polled"));
        } catch (ConnectionLost lost) {
            close();
            session = null;
            failed();
        }
    }

    /**
     * Waits for the first row only and then takes all other rows at once, to signal once and not once per row. With a
     * time limit, FETCH ALL always waits for the whole limit (Materialize docs: sql/fetch). Returns whether there was a
     * change.
     */
    private static boolean fetch(SqlSession session, Duration longest) {
        String seconds = String.format(Locale.ROOT, "%.3f", longest.toMillis() / 1_000.0);
        boolean changed = !fetch(session, "1", seconds, longest).isEmpty();
        if (changed) {
            fetch(session, "ALL", "0", Duration.ZERO);
        }
        return changed;
    }

    private static Rows fetch(SqlSession session, String count, String seconds, Duration wait) {
        String sql = "FETCH " + count + " " + CURSOR + " WITH (timeout = '" + seconds + "s')";
        return session.query(sql, new AnswerLimit(StatementKind.SIGNAL, Optional.of(wait.plus(GRACE)), wait));
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }

    /**
     * Signals that came one after the other, and the distance that the next one must keep. The first ones of a row are
     * answered almost at once, because what becomes ready changes several rows in a moment. The distance doubles until
     * it is as long as a reading. So readings after signals take at most half of the time, also on a slow server.
     *
     * @param length the number of signals; 0 after a time without one
     */
    record Row(int length) {

        /** No signal. */
        static final Row NONE = new Row(0);

        private static final Duration FIRST = Duration.ofMillis(25);

        /** What a reading costs the server that was measured (ADR 35). The client may get its answer sooner. */
        private static final Duration COST = Duration.ofMillis(200);

        private static final int MOST_DOUBLINGS = 20;

        /** The pause before the next signal, after a reading that took so long. */
        Duration distance(Duration took) {
            return length == 0
                    ? Duration.ZERO
                    : shorter(FIRST.multipliedBy(1L << Math.min(length - 1, MOST_DOUBLINGS)), full(took));
        }

        /** The row with a signal that came so long after the distance. After a long time it begins a new row. */
        Row after(Duration waited, Duration took) {
            return new Row(waited.compareTo(full(took)) > 0 ? 1 : length + 1);
        }

        private static Duration full(Duration took) {
            return took.compareTo(COST) > 0 ? took : COST;
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }
}
