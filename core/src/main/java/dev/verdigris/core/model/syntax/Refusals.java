package dev.verdigris.core.model.syntax;

import java.util.Locale;
import java.util.Set;

import dev.verdigris.core.model.syntax.Statement.Refused;

/** The kinds of statements that are not allowed in a model file, each with the reason. */
final class Refusals {

    private static final Set<String> KEEPERS =
            Set.of("source", "table", "sink", "secret", "connection", "webhook", "subsource", "type");
    private static final Set<String> CONTAINERS = Set.of("schema", "database", "cluster", "role", "network");
    private static final Set<String> DATA = Set.of("insert", "update", "delete", "copy", "truncate");
    private static final Set<String> READING =
            Set.of("select", "with", "values", "table", "show", "explain", "subscribe", "declare", "fetch");
    private static final Set<String> SESSION =
            Set.of("set", "reset", "begin", "start", "commit", "rollback", "abort", "end", "discard", "use");
    private static final Set<String> GRANTABLE =
            Set.of("all", "schema", "database", "cluster", "system", "type", "secret", "connection", "network");

    private Refusals() {}

    /** The statement whose CREATE has just been read. */
    static Refused creation(Tokens tokens) {
        if (tokens.isWord(0, "temp", "temporary")) {
            return new Refused("CREATE TEMPORARY", "a temporary object ends with the session that created it");
        }
        if (tokens.isWord(0, "replacement")) {
            return new Refused(
                    "CREATE REPLACEMENT MATERIALIZED VIEW",
                    "it changes one live object in place, and a deployment creates all objects again");
        }
        String kind = word(tokens);
        if (KEEPERS.contains(kind)) {
            return new Refused(
                    "CREATE " + upper(kind),
                    "it contains data or state, which is lost when the previous side is dropped");
        }
        if (CONTAINERS.contains(kind)) {
            return new Refused("CREATE " + upper(kind), "schemas, clusters and roles are created outside the models");
        }
        return new Refused(
                "CREATE " + upper(kind), "a deployment can create only views, materialized views and indexes again");
    }

    /** The statement that begins here and is neither CREATE, COMMENT nor GRANT. */
    static Refused statement(Tokens tokens) {
        String kind = word(tokens);
        if (DATA.contains(kind)) {
            return new Refused(upper(kind), "it changes data, and a model only defines a computation");
        }
        if (READING.contains(kind)) {
            return new Refused(upper(kind), "it reads data and defines nothing");
        }
        if (SESSION.contains(kind)) {
            return new Refused(upper(kind), "models are built over several connections, which share no session state");
        }
        if (kind.equals("drop") || kind.equals("alter")) {
            return new Refused(upper(kind), "a model is always created again and never changed in place");
        }
        if (kind.equals("revoke")) {
            return new Refused("REVOKE", "a new object has no privileges to revoke");
        }
        return new Refused(upper(kind), "it does not define a model");
    }

    /** The comment whose ON has just been read. */
    static Refused comment(Tokens tokens) {
        return new Refused(
                "COMMENT ON " + upper(word(tokens)),
                "a model's file may comment on its view, materialized view, columns and indexes only");
    }

    /** Whether the grant whose ON has just been read names something other than relations. */
    static boolean isForeignGrant(Tokens tokens) {
        return tokens.isWordIn(0, GRANTABLE) && tokens.isIdentifier(1) && !tokens.isWord(1, "to")
                || tokens.isWord(0, "system");
    }

    /** The grant whose ON has just been read. */
    static Refused grant(Tokens tokens) {
        return new Refused(
                "GRANT ON " + upper(word(tokens)), "a model's file may grant privileges on its own relation only");
    }

    private static String word(Tokens tokens) {
        return tokens.atEnd() ? "" : tokens.current().value();
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
