package dev.verdigris.sandbox.session;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.Statement;

/**
 * Says PostgreSQL's errors as Materialize says them, where the two differ and clients can tell. Materialize gives
 * nearly every error of name resolution the SQLSTATE XX000.
 */
final class ErrorTranslation {

    private static final Pattern RELATION = Pattern.compile("relation \"(.*)\" does not exist", Pattern.DOTALL);
    private static final Pattern SCHEMA = Pattern.compile("schema \"(.*)\" does not exist", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("column \"?(.*?)\"? does not exist", Pattern.DOTALL);
    private static final Pattern FUNCTION = Pattern.compile("function (.*)\\(.*\\) does not exist", Pattern.DOTALL);
    private static final Pattern OTHER_DATABASE =
            Pattern.compile("cross-database references are not implemented: \"?([^.]*)\\..*", Pattern.DOTALL);
    private static final Pattern QUALIFIED = Pattern.compile("(.*)\\.[^.]*", Pattern.DOTALL);

    private final SessionCore core;

    ErrorTranslation(SessionCore core) {
        this.core = core;
    }

    /** The failure to report for PostgreSQL's {@code error} on {@code sql}, which stands for {@code origin}. */
    SqlFailure translate(Diagnostic error, Statement origin, String sql) {
        return new SqlFailure(
                switch (error.sqlState()) {
                    case "42P01" ->
                        match(RELATION, error).map(this::unknownRelation).orElse(error);
                    case "3F000" ->
                        match(SCHEMA, error)
                                .map(ErrorTranslation::unknownSchema)
                                .orElse(error);
                    case "42703" ->
                        match(COLUMN, error)
                                .map(name -> internal("column \"" + name + "\" does not exist"))
                                .orElse(error);
                    case "42883" ->
                        match(FUNCTION, error)
                                .map(name -> internal("function \"" + name + "\" does not exist"))
                                .orElse(error);
                    case "0A000" ->
                        match(OTHER_DATABASE, error)
                                .filter(name -> !databaseExists(name))
                                .map(name -> internal("unknown database '" + name + "'"))
                                .orElse(error);
                    case "42704" -> internal(error.message());
                    case "57014" -> Diagnostic.error("57014", "canceling statement due to user request");
                    default -> positioned(error, origin, sql);
                });
    }

    private Diagnostic unknownRelation(String name) {
        Matcher qualified = QUALIFIED.matcher(name);
        if (qualified.matches() && !schemaExists(qualified.group(1))) {
            return unknownSchema(qualified.group(1));
        }
        return internal("unknown catalog item '" + name + "'");
    }

    private boolean schemaExists(String name) {
        return !core.services()
                .lookup()
                .call(sql -> sql.query("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", name))
                .isEmpty();
    }

    private boolean databaseExists(String name) {
        return !core.services()
                .lookup()
                .call(sql -> sql.query("SELECT 1 FROM mz_store.database WHERE name = $1", name))
                .isEmpty();
    }

    private static Diagnostic unknownSchema(String name) {
        return internal("unknown schema '" + name + "'");
    }

    private static Diagnostic internal(String message) {
        return Diagnostic.error("XX000", message);
    }

    /** A position counts in the text that the client sent, so it is only told where that is the text that ran. */
    private static Diagnostic positioned(Diagnostic error, Statement origin, String sql) {
        Integer position = error.position();
        if (position == null) {
            return error;
        }
        boolean same = sql.equals(origin.sql());
        return new Diagnostic(
                error.severity(),
                error.sqlState(),
                error.message(),
                error.detail(),
                error.hint(),
                same ? position + codePointsBefore(origin) : null);
    }

    private static int codePointsBefore(Statement origin) {
        return origin.text().offset();
    }

    private static Optional<String> match(Pattern pattern, Diagnostic error) {
        Matcher matcher = pattern.matcher(error.message());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The schemas that hold the sandbox's own tables and that no client may name. */
    static final List<String> HIDDEN_SCHEMAS = List.of("mz_store", "mz_source_data");
}
