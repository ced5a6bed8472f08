package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import dev.verdigris.engine.internal.catalog.CatalogReader;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.progress.ProgressEvent;
import org.jspecify.annotations.Nullable;

/**
 * Rings when readiness may have changed: at once by SUBSCRIBE where the server offers it (Materialize docs:
 * sql/subscribe, with a cursor), else after a pause. What it rings for is read from the catalog, never from the bell.
 */
final class ChangeSignal implements AutoCloseable {

    private static final String CURSOR = "verdigris_bell";

    /** What an answer may take beyond the time that the server was asked to wait. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Context context;
    private @Nullable SqlSession session;

    private ChangeSignal(Context context, @Nullable SqlSession session) {
        this.context = context;
        this.session = session;
    }

    /** Installs the bell; never fails for want of SUBSCRIBE. */
    static ChangeSignal install(Context context) {
        if (!context.options().subscribing()) {
            return new ChangeSignal(context, null);
        }
        SqlSession session = context.sessions().open(Optional.of(SqlSession.CATALOG_CLUSTER));
        try {
            session.execute("BEGIN");
            session.execute("DECLARE " + CURSOR + " CURSOR FOR SUBSCRIBE (" + CatalogReader.watchQuery() + ")");
            return new ChangeSignal(context, session);
        } catch (ServerRefusal refusal) {
            session.close();
            context.listener()
                    .on(new ProgressEvent.Remark("the server offers no SUBSCRIBE here [" + refusal.sqlState()
                            + "], so the state is polled"));
            return new ChangeSignal(context, null);
        }
    }

    /** Returns when something changed, at the latest after {@code longest}. */
    void await(Duration longest) {
        SqlSession listening = session;
        if (listening == null) {
            context.pause().of(longest);
            return;
        }
        String seconds = String.format(Locale.ROOT, "%.3f", longest.toMillis() / 1_000.0);
        try {
            // With a time limit, FETCH ALL waits for all of it whatever arrives (Materialize docs: sql/fetch); so the
            // first row is waited for alone, and what came with it is taken at once, to ring once and not per row.
            boolean rang = !fetch(listening, "1", seconds, longest).isEmpty();
            if (rang) {
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
        return session.query(sql, Optional.of(wait.plus(GRACE)));
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
