package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import dev.verdigris.engine.internal.catalog.CatalogReader;
import dev.verdigris.engine.internal.connection.AnswerLimit;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Signals that readiness may have changed. It signals at once if the server offers SUBSCRIBE (Materialize docs:
 * sql/subscribe, with a cursor), otherwise after a pause. The state itself is read from the catalog, never from the
 * signal.
 */
final class ChangeSignal implements AutoCloseable {

    private static final String CURSOR = "verdigris_changes";

    /** The longest delay of an answer after the wait that the statement requests. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Context context;
    private @Nullable SqlSession session;

    private ChangeSignal(Context context, @Nullable SqlSession session) {
        this.context = context;
        this.session = session;
    }

    /** Installs the signal. It does not fail if the server has no SUBSCRIBE. */
    static ChangeSignal install(Context context) {
        if (!context.options().subscribing()) {
            return new ChangeSignal(context, null);
        }
        SqlSession session = context.sessions().open(Optional.of(SqlSession.CATALOG_CLUSTER));
        try {
            session.execute("BEGIN", AnswerLimit.of(StatementKind.SIGNAL));
            session.execute(
                    "DECLARE " + CURSOR + " CURSOR FOR SUBSCRIBE (" + CatalogReader.watchQuery() + ")",
                    AnswerLimit.of(StatementKind.SIGNAL));
            return new ChangeSignal(context, session);
        } catch (ServerRefusal refusal) {
            session.close();
            context.listener()
                    .on(new ProgressEvent.Remark("the server does not offer SUBSCRIBE here [" + refusal.sqlState()
                            + "], so the state is polled"));
            return new ChangeSignal(context, null);
        }
    }

    /** Returns after a change, at the latest after {@code longest}. */
    void await(Duration longest) {
        SqlSession listening = session;
        if (listening == null) {
            context.pause().of(longest);
            return;
        }
        String seconds = String.format(Locale.ROOT, "%.3f", longest.toMillis() / 1_000.0);
        try {
            // With a time limit, FETCH ALL always waits for the whole limit (Materialize docs: sql/fetch). So this
            // waits for the first row only and then takes all other rows at once, to signal once and not once per row.
            boolean changed = !fetch(listening, "1", seconds, longest).isEmpty();
            if (changed) {
                fetch(listening, "ALL", "0", Duration.ZERO);
            }
        } catch (ServerRefusal | ConnectionLost gone) {
            context.listener()
                    .on(new ProgressEvent.Remark("the subscription ended, so the state is polled: " + gone.describe()));
            listening.abandon();
            session = null;
        }
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
}
