package dev.verdigris.sandbox.session.query;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.statement.ast.Copy;
import dev.verdigris.sandbox.statement.ast.CursorStatement;
import dev.verdigris.sandbox.statement.ast.Dml;
import dev.verdigris.sandbox.statement.ast.Explain;
import dev.verdigris.sandbox.statement.ast.Query;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.ast.Subscribe;
import dev.verdigris.sandbox.statement.lex.BackendNames;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.rewrite.SchemaMapping;
import dev.verdigris.sandbox.statement.rewrite.WhereClauses;

/**
 * Translates PostgreSQL's errors into Materialize's, where clients can see a difference. Materialize gives nearly every
 * error of name resolution the SQLSTATE XX000.
 */
final class ErrorTranslation {

    private static final Pattern RELATION = Pattern.compile("relation \"(.*)\" does not exist", Pattern.DOTALL);
    private static final Pattern SCHEMA = Pattern.compile("schema \"(.*)\" does not exist", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("column \"?(.*?)\"? does not exist", Pattern.DOTALL);
    private static final Pattern FUNCTION = Pattern.compile("function (.*)\\(.*\\) does not exist", Pattern.DOTALL);
    private static final Pattern FORBIDDEN = Pattern.compile("permission denied for function (.*)", Pattern.DOTALL);
    private static final Pattern NULL_VALUE =
            Pattern.compile("null value in column \"(.*?)\".*violates not-null constraint", Pattern.DOTALL);
    private static final Pattern OTHER_DATABASE =
            Pattern.compile("cross-database references are not implemented: \"?([^.]*)\\..*", Pattern.DOTALL);
    private static final Pattern CAST = Pattern.compile("cannot cast type (.*) to (.*)", Pattern.DOTALL);
    private static final Pattern AGGREGATE_IN_WHERE =
            Pattern.compile("aggregate functions are not allowed in WHERE", Pattern.DOTALL);
    private static final Pattern QUALIFIED = Pattern.compile("(.*)\\.[^.]*", Pattern.DOTALL);

    private final SessionCore core;

    ErrorTranslation(SessionCore core) {
        this.core = core;
    }

    /** The error to report for PostgreSQL's {@code error} on {@code sql}, the translation of {@code origin}. */
    SqlError translate(Diagnostic error, Statement origin, String sql) {
        return new SqlError(
                switch (error.sqlState()) {
                    case "42P01" ->
                        match(RELATION, error)
                                .map(name -> unknownRelation(name, relations(origin)))
                                .orElse(error);
                    case "3F000" ->
                        match(SCHEMA, error)
                                .map(ErrorTranslation::unknownSchema)
                                .orElse(error);
                    case "42703", "42846", "42803", "42883" ->
                        inItsClause(planningError(error, sql), error, origin, sql);
                    case "42501" ->
                        match(FORBIDDEN, error)
                                .map(name -> internal("function \"" + name + "\" does not exist"))
                                .orElse(error);
                    case "23502" ->
                        match(NULL_VALUE, error)
                                .map(column -> Diagnostic.error(
                                        "23502",
                                        "null value in column \"" + column + "\" violates not-null constraint"))
                                .orElse(error);
                    case "0A000" ->
                        match(OTHER_DATABASE, error)
                                .filter(name -> !databaseExists(name))
                                .map(name -> internal("unknown database '" + name + "'"))
                                .orElse(error);
                    case "42704" -> internal(error.message());
                    case "57014" -> core.cancel().reason();
                    default -> isPlanning(error) ? plain(error) : positioned(error, origin, sql);
                });
    }

    private Diagnostic planningError(Diagnostic error, String sql) {
        return switch (error.sqlState()) {
            case "42703" ->
                match(COLUMN, error)
                        .map(name -> internal("column \"" + name + "\" does not exist"))
                        .orElse(plain(error));
            case "42846" -> impossibleCast(error);
            case "42803" -> misplacedAggregate(error, sql);
            default -> unknownFunction(error);
        };
    }

    private static List<ObjectPath> relations(Statement origin) {
        return switch (origin) {
            case Query query -> query.relations();
            case Subscribe subscribe -> subscribe.relations();
            case Dml dml ->
                Stream.concat(Stream.of(dml.table()), dml.reads().stream()).toList();
            case CursorStatement.DeclareCursor declare -> relations(declare.body());
            case Copy.CopyTo copy -> relations(copy.body());
            case Explain explain -> explain.body() == null ? List.of() : relations(explain.body());
            default -> List.of();
        };
    }

    private Diagnostic unknownRelation(String name, List<ObjectPath> relations) {
        Matcher qualified = QUALIFIED.matcher(name);
        if (qualified.matches() && !schemaExists(qualified.group(1))) {
            return unknownSchema(qualified.group(1));
        }
        return internal("unknown catalog item '" + core.settings().backing().typed(name, relations) + "'");
    }

    private boolean schemaExists(String name) {
        return SchemaMapping.isTemporary(name)
                || !core.services()
                        .lookup()
                        .call(sql -> sql.query(
                                "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", BackendNames.of(name)))
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

    /** A function that does not exist, or not for these arguments. PostgreSQL uses the same words for both. */
    private Diagnostic unknownFunction(Diagnostic error) {
        Optional<String> name = match(FUNCTION, error);
        if (name.isPresent() && !functionExists(name.get())) {
            return internal("function \"" + name.get() + "\" does not exist");
        }
        Diagnostic wrongArguments = internal(error.message());
        return error.hint() == null
                ? wrongArguments
                : wrongArguments.withHint(error.hint().replace("types. You", "types.  You"));
    }

    /** The catalog's lists, which PostgreSQL knows by one name, are lists of text. */
    private static Diagnostic impossibleCast(Diagnostic error) {
        Matcher types = CAST.matcher(error.message());
        return types.matches()
                ? internal("CAST does not support casting from "
                        + SchemaMapping.shown(types.group(1))
                                .replace("mz_catalog.", "")
                                .replaceFirst("^list$", "text list")
                        + " to " + types.group(2).replace("mz_catalog.", ""))
                : plain(error);
    }

    private static Diagnostic misplacedAggregate(Diagnostic error, String sql) {
        Integer position = error.position();
        return position != null && AGGREGATE_IN_WHERE.matcher(error.message()).matches()
                ? internal(error.message() + " clause (function pg_catalog." + WhereClauses.word(sql, position) + ")")
                : plain(error);
    }

    /** An error of planning, with the WHERE clauses of queries in which it is. */
    private static Diagnostic inItsClause(Diagnostic translated, Diagnostic error, Statement origin, String sql) {
        Integer position = error.position();
        if (position == null || origin instanceof Dml.Update || origin instanceof Dml.Delete) {
            return translated;
        }
        String message = WhereClauses.message(sql, position, translated.message());
        return message.equals(translated.message()) ? translated : Diagnostic.error(translated.sqlState(), message);
    }

    private boolean functionExists(String name) {
        String bare = name.substring(name.lastIndexOf('.') + 1);
        return !core.services()
                .lookup()
                .call(sql -> sql.query(
                        "SELECT FROM pg_catalog.pg_proc WHERE proname = $1"
                                + " AND pg_catalog.has_function_privilege('mz_session', oid, 'EXECUTE')",
                        bare))
                .isEmpty();
    }

    /** Whether Materialize would refuse the statement while planning or evaluating it. */
    private static boolean isPlanning(Diagnostic error) {
        String state = error.sqlState();
        boolean syntax = state.equals("42601") && error.message().startsWith("syntax error");
        boolean session = state.equals("42P03") || state.equals("42P05");
        return !syntax && !session && (state.startsWith("42") || state.startsWith("22") || state.startsWith("21"));
    }

    private static Diagnostic plain(Diagnostic error) {
        return internal(error.message()
                .replace(
                        "improper qualified name (too many dotted names)",
                        "qualified name did not have between 1 and 3 components"));
    }

    private static Diagnostic internal(String message) {
        return Diagnostic.error("XX000", SchemaMapping.shown(message));
    }

    /** A position refers to the client's text, so it is only reported if PostgreSQL ran that text. */
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
}
