package dev.verdigris.sandbox.statement.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/** Reads the words for kinds of objects. */
final class KindParser {

    /** The kinds that may follow ALTER and DROP, in the order in which Materialize's errors name them. */
    private static final String[] KINDS = {
        "TABLE",
        "VIEW",
        "MATERIALIZED VIEW",
        "SOURCE",
        "SINK",
        "METRIC",
        "INDEX",
        "TYPE",
        "ROLE",
        "USER",
        "CLUSTER REPLICA",
        "CLUSTER",
        "SECRET",
        "CONNECTION",
        "DATABASE",
        "SCHEMA",
        "FUNCTION",
        "NETWORK POLICY"
    };

    /** The plurals that do not just end in S. */
    private static final Map<ObjectKind, String> PLURALS =
            Map.of(ObjectKind.INDEX, "INDEXES", ObjectKind.NETWORK_POLICY, "NETWORK POLICIES");

    private final TokenCursor cursor;

    KindParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** The kind that follows ALTER or DROP. */
    ObjectKind expect(int statementStart) {
        return of(cursor.expectOneOf(KINDS), statementStart);
    }

    /** One of the kinds given. */
    ObjectKind expect(int statementStart, String... kinds) {
        return of(cursor.expectOneOf(kinds), statementStart);
    }

    private ObjectKind of(String words, int statementStart) {
        return switch (words) {
            case "USER" -> ObjectKind.ROLE;
            case "METRIC" -> throw cursor.unsupported(statementStart);
            default -> ObjectKind.valueOf(words.replace(' ', '_'));
        };
    }

    /** TABLE, MATERIALIZED VIEW, …; null if none is next. */
    @Nullable
    ObjectKind singular() {
        String words = cursor.acceptOneOf(KINDS);
        return words == null || words.equals("METRIC") ? null : words.equals("USER") ? ObjectKind.ROLE : of(words, 0);
    }

    /** TABLES, MATERIALIZED VIEWS, …; null if none is next. */
    @Nullable
    ObjectKind plural() {
        for (ObjectKind kind : ObjectKind.values()) {
            if (kind != ObjectKind.FUNCTION && cursor.accept(pluralOf(kind))) {
                return kind;
            }
        }
        return null;
    }

    static String pluralOf(ObjectKind kind) {
        return PLURALS.getOrDefault(kind, kind.sql() + "S");
    }

    /** A name of the kind: clusters, roles and databases have one part, replicas two. */
    ObjectPath name(ObjectKind kind) {
        return switch (kind) {
            case CLUSTER, ROLE, DATABASE, NETWORK_POLICY -> ObjectPath.of(cursor.identifier());
            case CLUSTER_REPLICA -> replicaName();
            case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, CONNECTION, SECRET, TYPE, FUNCTION, SCHEMA ->
                cursor.path();
        };
    }

    List<ObjectPath> names(ObjectKind kind) {
        List<ObjectPath> names = new ArrayList<>();
        do {
            names.add(name(kind));
        } while (cursor.accept(Token.Kind.COMMA));
        return names;
    }

    /** CLUSTER.REPLICA. */
    ObjectPath replicaName() {
        String cluster = cursor.identifier();
        cursor.expect(Token.Kind.DOT);
        return ObjectPath.of(cluster, cursor.identifier());
    }
}
