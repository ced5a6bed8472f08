package dev.verdigris.sandbox.catalog.context;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.access.AccessCheck;
import dev.verdigris.sandbox.catalog.access.PrivilegeStore;
import dev.verdigris.sandbox.catalog.store.AuditLog;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.NameResolver;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.SessionContext;
import dev.verdigris.sandbox.statement.lex.BackendNames;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import dev.verdigris.sandbox.statement.rewrite.SchemaMapping;

/** The context of one statement: the transaction, the session, and the answer so far. */
public final class DdlContext {

    /** PostgreSQL's SQLSTATEs for an object that exists already, where a kind has its own. */
    private static final Map<ObjectKind, String> DUPLICATE =
            Map.of(ObjectKind.DATABASE, "42P04", ObjectKind.SCHEMA, "42P06", ObjectKind.TABLE, "42P07");

    public final CatalogTransaction sql;
    public final SessionContext context;
    public final NameResolver names;
    public final AuditLog audit;
    public final PrivilegeStore privileges;
    public final AccessCheck access;
    public final SchemaMapping backing;

    private final List<Diagnostic> notices = new ArrayList<>();
    private boolean changed;

    /** The context of one statement of a session, in the given transaction. */
    public DdlContext(SessionContext context, CatalogTransaction sql) {
        this.sql = sql;
        this.context = context;
        this.names = new NameResolver(sql, context);
        this.audit = new AuditLog(sql, context);
        this.privileges = new PrivilegeStore(sql);
        this.access = new AccessCheck(sql, context, names);
        this.backing = names.backing();
    }

    /** Records that the statement has changed the catalog. */
    public void changed() {
        changed = true;
    }

    /** Adds a notice to the answer. */
    public void notice(Diagnostic notice) {
        notices.add(notice);
    }

    /** The answer to the statement, with all notices so far. */
    public DdlOutcome outcome(String commandTag) {
        return new DdlOutcome(commandTag, notices, changed);
    }

    /** Adds the notice that IF EXISTS found nothing. */
    public void noticeMissing(ObjectKind kind, String name) {
        notice(Diagnostic.notice("42704", kind.sql() + " " + Quoting.identifier(name) + " does not exist, skipping"));
    }

    /** Adds a notice if IF EXISTS was written; otherwise throws Materialize's error for a missing object. */
    public void noticeMissingOr(boolean ifExists, ObjectKind kind, ObjectPath name) {
        if (ifExists) {
            noticeMissing(kind, name.last());
            return;
        }
        String what = kind.isItem() ? "catalog item" : kind.words();
        throw SqlError.internal("unknown " + what + " '" + name + "'");
    }

    /** Adds the notice that IF NOT EXISTS found an object. */
    public void noticeExisting(ObjectKind kind, String name) {
        String state = DUPLICATE.getOrDefault(kind, "42710");
        notice(Diagnostic.notice(state, kind.words() + " " + Quoting.identifier(name) + " already exists, skipping"));
    }

    /** The next id of a namespace: user ids are a letter and a number. */
    public String nextId(String sequence) {
        return "u"
                + sql.query("SELECT nextval('mz_store." + sequence + "')")
                        .get(0)
                        .text(0);
    }

    /** A new oid for an object without a PostgreSQL relation. */
    public String freeOid() {
        return sql.query("SELECT nextval('mz_store.free_oid')").get(0).text(0);
    }

    /** The oid of a PostgreSQL relation of the database, by its schema and name. */
    public String relationOid(String schema, String name) {
        return sql.query(
                        "SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE n.nspname = $1 AND c.relname = $2",
                        BackendNames.of(schema),
                        BackendNames.of(name))
                .get(0)
                .text(0);
    }

    /** Requires a feature flag of the server. */
    public void requireFeature(String flag, boolean byDefault, String description) {
        String value = names.parameter(flag, byDefault ? "on" : "off");
        if (!List.of("on", "true", "t", "1").contains(value)) {
            throw SqlError.unavailable(flag, description);
        }
    }

    /**
     * Refuses a statement that would exceed one of the server's limits.
     *
     * @param kind as the message spells it
     * @param parameter the limit's name
     * @param otherwise the limit's default
     * @param current how many there are
     * @param added how many more there would be
     */
    public void requireLimit(String kind, String parameter, int otherwise, long current, long added) {
        requireLimit(
                kind, parameter, BigDecimal.valueOf(otherwise), BigDecimal.valueOf(current), BigDecimal.valueOf(added));
    }

    /** The same for a limit that is no number of things. */
    public void requireLimit(
            String kind, String parameter, BigDecimal otherwise, BigDecimal current, BigDecimal added) {
        BigDecimal limit = new BigDecimal(names.parameter(parameter, otherwise.toPlainString()));
        BigDecimal desired = current.add(added);
        if (desired.compareTo(limit) > 0) {
            throw new SqlError(Diagnostic.error(
                            "53000",
                            "creating " + kind + " would violate " + parameter + " limit (desired: "
                                    + desired.toPlainString() + ", limit: " + limit.toPlainString() + ", current: "
                                    + current.toPlainString() + ")")
                    .withHint("Drop an existing " + kind + " or contact support to request a limit increase."));
        }
    }

    /** The number of rows of one of the store's tables; the condition's parameters are numbered from 1. */
    public long count(String table, String condition, Object... parameters) {
        return sql.query("SELECT count(*) FROM mz_store." + table + " WHERE " + condition, parameters)
                .get(0)
                .number(0);
    }

    /**
     * The item, if it is of the kind.
     *
     * @throws SqlError if it is of another
     */
    public CatalogEntry.Item require(CatalogEntry.Item item, ObjectKind expected) {
        if (item.kind() == expected) {
            return item;
        }
        String name = names.shortName(item);
        if (expected == ObjectKind.VIEW) {
            throw SqlError.internal(name + " is not a view");
        }
        throw SqlError.internal(name + " is " + withArticle(item.kind()) + " not " + withArticle(expected));
    }

    private static String withArticle(ObjectKind kind) {
        return (kind == ObjectKind.INDEX ? "an " : "a ") + kind.words();
    }

    /** The error for a name that is taken. */
    public SqlError alreadyExists(CatalogEntry.Item existing) {
        return existing.kind() == ObjectKind.INDEX
                ? SqlError.internal("catalog item '" + existing.name() + "' already exists")
                : SqlError.internal(
                        existing.kind().words() + " " + Quoting.identifier(existing.fullName()) + " already exists");
    }

    /** Returns the found object. Adds a notice if there is none and IF EXISTS was written. */
    public <T> Optional<T> existing(Optional<T> found, boolean ifExists, ObjectKind kind, String name) {
        if (found.isEmpty() && ifExists) {
            noticeMissing(kind, name);
        }
        return found;
    }
}
