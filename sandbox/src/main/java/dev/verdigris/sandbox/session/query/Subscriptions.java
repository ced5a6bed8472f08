package dev.verdigris.sandbox.session.query;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.verdigris.sandbox.catalog.lock.NameResolutionLock;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.Waiting;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.session.result.Binding;
import dev.verdigris.sandbox.session.result.ResultWriter;
import dev.verdigris.sandbox.session.variable.DurationFormat;
import dev.verdigris.sandbox.statement.ast.CursorStatement;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.ast.Subscribe;
import dev.verdigris.sandbox.statement.rewrite.SchemaMapping;
import dev.verdigris.sandbox.wire.Description;
import dev.verdigris.sandbox.wire.ResultColumn;
import org.jspecify.annotations.Nullable;

/** A session's SUBSCRIBEs: those that run until they are cancelled, and those that cursors read. */
public final class Subscriptions {

    private static final long PAUSE_MILLIS = 25;

    private final SessionCore core;
    private final Passthrough passthrough;
    private final Map<String, Cursor> cursors = new HashMap<>();
    private final Map<String, Portal> portals = new HashMap<>();

    /** A subscription that runs in a portal of the extended protocol. */
    private static final class Portal {
        private final SubscriptionFeed feed;
        private String id = "";

        Portal(SubscriptionFeed feed) {
            this.feed = feed;
        }
    }

    /** Nothing is read before the first FETCH. */
    private static final class Cursor {
        private final Subscribe statement;
        private final List<ResultColumn> columns;
        private @Nullable SubscriptionFeed feed;
        private String id = "";

        Cursor(Subscribe statement, List<ResultColumn> columns) {
            this.statement = statement;
            this.columns = columns;
        }
    }

    /** The subscriptions of one session. */
    public Subscriptions(SessionCore core, Passthrough passthrough) {
        this.core = core;
        this.passthrough = passthrough;
    }

    /** The columns of the updates, without beginning the subscription. */
    public List<ResultColumn> columns(Subscribe statement) throws IOException {
        Description description = passthrough.describe(statement, qualified(statement), List.of());
        List<ResultColumn> data = description.columns();
        return SubscriptionFeed.columns(statement, data == null ? List.of() : data);
    }

    /**
     * Sends updates until the session is cancelled, until the rows of a constant are sent, or until the portal's row
     * limit is reached. {@link #resume} goes on after the limit.
     */
    public void stream(Subscribe statement, Binding binding, ResultWriter writer) throws IOException {
        Portal portal = new Portal(open(statement));
        portal.id = list(portal.feed);
        writer.columns(portal.feed.columns());
        proceed(portal, binding, writer);
    }

    /** Continues a subscription that stopped at its portal's row limit. False if there is none. */
    public boolean resume(Binding binding, ResultWriter writer) throws IOException {
        Portal portal = portals.remove(binding.portal());
        if (portal == null) {
            return false;
        }
        proceed(portal, binding, writer);
        return true;
    }

    private void proceed(Portal portal, Binding binding, ResultWriter writer) throws IOException {
        boolean suspended = false;
        try {
            suspended = streams(portal, binding.maxRows() == 0 ? Long.MAX_VALUE : binding.maxRows(), writer);
        } finally {
            if (suspended) {
                portals.put(binding.portal(), portal);
                writer.suspended();
            } else {
                unlist(portal.id);
            }
        }
    }

    /** Sends at most so many updates. Returns whether more may follow. */
    private boolean streams(Portal portal, long most, ResultWriter writer) throws IOException {
        long sent = send(portal.feed, most, writer);
        while (sent < most && core.clientIsThere()) {
            if (portal.feed.poll()) {
                sent += send(portal.feed, most - sent, writer);
            }
            if (portal.feed.isComplete() && sent < most) {
                writer.complete("SELECT " + sent);
                return false;
            }
            core.client().flush();
            if (sent < most) {
                Waiting.pause(PAUSE_MILLIS, core.cancel());
            }
        }
        return sent >= most;
    }

    /** Ends the subscriptions that stopped at their portals' row limits. */
    public void closeSuspended() {
        portals.values().forEach(portal -> unlist(portal.id));
        portals.clear();
    }

    /** The notice before updates that are sent neither by COPY nor by FETCH. */
    public Diagnostic bufferingNotice() {
        Diagnostic notice = Diagnostic.notice(
                "01000", "streaming SUBSCRIBE rows directly requires a client that does not buffer output");
        return core.variables().get("application_name").equals("psql")
                ? notice.withHint("Wrap your SUBSCRIBE statement in `COPY (SUBSCRIBE ...) TO STDOUT`.")
                : notice;
    }

    /** Declares a cursor; its subscription begins with the first FETCH. */
    public void declare(CursorStatement.DeclareCursor declare, Subscribe statement, ResultWriter writer)
            throws IOException {
        if (cursors.containsKey(declare.name())) {
            throw SqlError.of("42P03", "cursor \"" + declare.name() + "\" already exists");
        }
        SubscriptionFeed.requireSupported(statement);
        cursors.put(declare.name(), new Cursor(statement, columns(statement)));
        writer.complete("DECLARE CURSOR");
    }

    /**
     * The subscription that {@code statement} begins, if it is the first FETCH of a cursor; otherwise the statement
     * itself.
     */
    public Statement begunBy(Statement statement) {
        if (!(statement instanceof CursorStatement.Fetch fetch)) {
            return statement;
        }
        Cursor cursor = cursors.get(fetch.name());
        return cursor == null || cursor.feed != null ? statement : cursor.statement;
    }

    /** Whether an open cursor of that name is one over a subscription. */
    public boolean owns(String cursor) {
        return cursors.containsKey(cursor);
    }

    /** The columns of such a cursor. */
    public List<ResultColumn> cursorColumns(String name) {
        return cursor(name).columns;
    }

    /**
     * Sends updates. Without a timeout it waits for at least one. With a timeout it collects until the time has passed
     * or the count is reached.
     */
    public void fetch(CursorStatement.Fetch fetch, ResultWriter writer) throws IOException {
        SubscriptionFeed feed = begun(cursor(fetch.name()));
        Long count = fetch.count();
        long most = count == null ? Long.MAX_VALUE : count;
        writer.columns(feed.columns());
        long sent = send(feed, most, writer);
        Duration timeout = timeout(fetch.timeout());
        long deadline = System.nanoTime() + (timeout == null ? 0 : timeout.toNanos());
        while (sent < most && !feed.isComplete()) {
            if (feed.poll()) {
                sent += send(feed, most - sent, writer);
            }
            boolean over = feed.isComplete() || (timeout == null ? sent > 0 : System.nanoTime() >= deadline);
            if (over || !core.clientIsThere()) {
                break;
            }
            Waiting.pause(PAUSE_MILLIS, core.cancel());
        }
        writer.complete("FETCH " + sent);
    }

    private SubscriptionFeed begun(Cursor cursor) throws IOException {
        SubscriptionFeed feed = cursor.feed;
        if (feed == null) {
            feed = open(cursor.statement);
            cursor.feed = feed;
            cursor.id = list(feed);
        }
        return feed;
    }

    /** Ends a cursor and its subscription. */
    public void close(CursorStatement.CloseCursor close, ResultWriter writer) throws IOException {
        Cursor cursor = cursor(close.name());
        cursors.remove(close.name());
        unlist(cursor.id);
        writer.complete("CLOSE CURSOR");
    }

    /** Cursors and portals end with their transaction. */
    public void endTransaction() {
        closeSuspended();
        cursors.values().forEach(cursor -> unlist(cursor.id));
        cursors.clear();
    }

    private static long send(SubscriptionFeed feed, long most, ResultWriter writer) throws IOException {
        long sent = 0;
        while (sent < most) {
            List<@Nullable String> row = feed.next();
            if (row == null) {
                break;
            }
            writer.row(row);
            sent++;
        }
        return sent;
    }

    private static @Nullable Duration timeout(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return DurationFormat.parse(text).orElseThrow(() -> SqlError.internal("invalid TIMEOUT: " + text));
    }

    private Cursor cursor(String name) {
        Cursor cursor = cursors.get(name);
        if (cursor == null) {
            throw SqlError.of("34000", "cursor \"" + name + "\" does not exist");
        }
        return cursor;
    }

    /** Its columns and its relations are of one moment, also during a swap. */
    private SubscriptionFeed open(Subscribe statement) throws IOException {
        passthrough.prepareSession();
        SchemaMapping backing = core.settings().backing();
        NameResolutionLock.Permit pass = core.services().nameLock().resolve(core.cancel());
        try {
            String query = backing.qualify(statement.backendSql(), statement.relations());
            Description description = passthrough.describeUnderLock(statement, query, List.of());
            List<ResultColumn> data = description.columns();
            return new SubscriptionFeed(
                    core, statement, new BoundQuery(core, backing, statement), data == null ? List.of() : data);
        } finally {
            pass.release();
        }
    }

    private String qualified(Subscribe statement) {
        return core.settings().backing().qualify(statement.backendSql(), statement.relations());
    }

    /** Lists the subscription in {@code mz_internal.mz_subscriptions}. */
    private String list(SubscriptionFeed feed) {
        String id = UUID.randomUUID().toString();
        String oids = "{" + String.join(",", feed.relationOids()) + "}";
        core.backend().sql().execute("""
                        INSERT INTO mz_store.subscription (id, session_id, cluster_id, referenced_object_ids)
                        SELECT $1, $2, coalesce((SELECT id FROM mz_store.cluster WHERE name = $3), ''),
                            ARRAY(SELECT i.id FROM mz_store.item i
                                WHERE i.relation_oid = ANY ($4::oid[]))
                        """, id, core.id(), core.variables().get("cluster"), oids);
        return id;
    }

    private void unlist(String id) {
        if (id.isEmpty()) {
            return;
        }
        core.services().lookup().call(sql -> sql.execute("DELETE FROM mz_store.subscription WHERE id = $1", id));
    }
}
