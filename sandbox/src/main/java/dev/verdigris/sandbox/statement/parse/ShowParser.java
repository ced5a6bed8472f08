package dev.verdigris.sandbox.statement.parse;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.sandbox.statement.ast.SessionStatement;
import dev.verdigris.sandbox.statement.ast.ShowObjects;
import dev.verdigris.sandbox.statement.ast.ShowObjects.Filter;
import dev.verdigris.sandbox.statement.ast.ShowObjects.What;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/** Reads every form of SHOW. */
final class ShowParser {

    /** The kinds of objects without a schema or database. */
    private static final Set<What> WITHOUT_CONTAINER =
            EnumSet.of(What.CLUSTERS, What.CLUSTER_REPLICAS, What.DATABASES, What.ROLES, What.NETWORK_POLICIES);

    /** The kinds that may follow ON in SHOW DEFAULT PRIVILEGES, in the order of Materialize's errors. */
    private static final String[] OBJECT_TYPES = {
        "TABLES", "TYPES", "CLUSTERS", "SECRETS", "CONNECTIONS", "DATABASES", "SCHEMAS"
    };

    private final TokenCursor cursor;
    private final QueryParser queries;

    ShowParser(TokenCursor cursor) {
        this.cursor = cursor;
        this.queries = new QueryParser(cursor);
    }

    Statement show() {
        int from = cursor.index();
        cursor.expect("SHOW");
        boolean redacted = cursor.accept("REDACTED");
        String created = created();
        if (created != null) {
            return create(from, created);
        }
        if (redacted) {
            throw cursor.expected("CREATE");
        }
        What what = what();
        return what == null ? variable(from) : list(from, what);
    }

    /** The kind whose CREATE statement is to be shown; null if the cursor is not at CREATE and a kind. */
    private @Nullable String created() {
        int at = cursor.index();
        if (!cursor.accept("CREATE")) {
            return null;
        }
        String kind = cursor.acceptOneOf(
                "TABLE", "VIEW", "MATERIALIZED VIEW", "SINK", "SOURCE", "INDEX", "CONNECTION", "CLUSTER", "TYPE");
        if (kind == null) {
            cursor.moveTo(at);
        }
        return kind;
    }

    private Statement list(int from, What what) {
        return switch (what) {
            case COLUMNS -> columns(from);
            case INDEXES -> indexes(from);
            case TABLES -> tables(from);
            case SUBSOURCES -> subsources(from);
            case MATERIALIZED_VIEWS, SINKS, SOURCES -> inCluster(from, what, container());
            case ROLE_MEMBERSHIP -> finish(from, what, role(), null);
            case DEFAULT_PRIVILEGES -> privileges(from, what, OBJECT_TYPES);
            case PRIVILEGES ->
                privileges(
                        from,
                        what,
                        Stream.concat(Stream.of("SYSTEM"), Stream.of(OBJECT_TYPES))
                                .toArray(String[]::new));
            // All others can have a database or schema as their only filter.
            default -> finish(from, what, WITHOUT_CONTAINER.contains(what) ? null : container(), null);
        };
    }

    private @Nullable What what() {
        for (What what : What.values()) {
            boolean listed = !what.name().startsWith("CREATE_") && !what.name().endsWith("_ON");
            if (listed && cursor.accept(what.name().replace('_', ' '))) {
                return what;
            }
        }
        return null;
    }

    private Statement variable(int from) {
        String name;
        if (cursor.accept("ALL")) {
            name = "all";
        } else if (cursor.accept("TRANSACTION ISOLATION LEVEL")) {
            name = "transaction_isolation";
        } else if (cursor.accept("TIME ZONE")) {
            name = "timezone";
        } else if (cursor.atEnd()) {
            throw cursor.expected("identifier");
        } else {
            name = new SessionParser(cursor).variableName();
        }
        cursor.expectEnd();
        return new SessionStatement.ShowVariable(cursor.text(from), name);
    }

    private Statement create(int from, String kind) {
        What what = What.valueOf("CREATE_" + kind.replace(' ', '_'));
        ObjectPath name = cursor.path();
        cursor.expectEnd();
        return new ShowObjects(cursor.text(from), what, name, null, null, new Filter.None());
    }

    private Statement columns(int from) {
        cursor.expectOneOf("FROM", "IN");
        return finish(from, What.COLUMNS, cursor.path(), null);
    }

    private Statement indexes(int from) {
        if (cursor.accept("ON")) {
            return inCluster(from, What.INDEXES_ON, cursor.path());
        }
        ObjectPath schema = container();
        if (schema != null && cursor.accept("ON")) {
            throw cursor.error("Cannot specify both FROM and ON");
        }
        return inCluster(from, What.INDEXES, schema);
    }

    private Statement tables(int from) {
        return cursor.accept("ON")
                ? finish(from, What.TABLES_ON, cursor.path(), null)
                : finish(from, What.TABLES, container(), null);
    }

    private Statement subsources(int from) {
        ObjectPath source = cursor.accept("ON") ? cursor.path() : container();
        return finish(from, What.SUBSOURCES, source, null);
    }

    /** Privileges of one type of objects, in the plural, or of all; of one role and those it belongs to, or of all. */
    private Statement privileges(int from, What what, String... types) {
        String type = null;
        if (cursor.accept("ON")) {
            for (String words : List.of("VIEWS", "MATERIALIZED VIEWS", "SOURCES")) {
                if (cursor.looksAt(words)) {
                    throw cursor.error("For object type " + words + ", you must specify 'TABLES'");
                }
            }
            type = singular(cursor.expectOneOf(types));
        }
        return finish(from, what, role(), null, type);
    }

    private static String singular(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.equals("system") ? lower : lower.substring(0, lower.length() - 1);
    }

    private @Nullable ObjectPath role() {
        return cursor.accept("FOR") ? ObjectPath.of(cursor.identifier()) : null;
    }

    private @Nullable ObjectPath container() {
        return cursor.accept("FROM") ? cursor.path() : null;
    }

    private Statement inCluster(int from, What what, @Nullable ObjectPath scope) {
        String cluster = cursor.accept("IN CLUSTER") ? cursor.identifier() : null;
        return finish(from, what, scope, cluster);
    }

    private Statement finish(int from, What what, @Nullable ObjectPath scope, @Nullable String cluster) {
        return finish(from, what, scope, cluster, null);
    }

    private Statement finish(
            int from, What what, @Nullable ObjectPath scope, @Nullable String cluster, @Nullable String objectType) {
        Filter filter = new Filter.None();
        if (cursor.accept("LIKE")) {
            filter = new Filter.Like(cursor.string());
        } else if (cursor.accept("WHERE")) {
            filter = new Filter.Where(queries.expressionUntil());
        }
        cursor.expectEnd();
        return new ShowObjects(cursor.text(from), what, scope, cluster, objectType, filter);
    }
}
