package dev.verdigris.sandbox.catalog.context;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.rewrite.SchemaMapping;

/** Translates PostgreSQL's errors about the parts of a CREATE statement into Materialize's. */
public final class BackendErrors {

    private static final Pattern RELATION = Pattern.compile("relation \"(.*)\" does not exist", Pattern.DOTALL);
    private static final Pattern FUNCTION = Pattern.compile("function (.*)\\(.*\\) does not exist", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("column \"?(.*?)\"? does not exist", Pattern.DOTALL);

    private BackendErrors() {}

    /** The error to report. It has no position, because PostgreSQL's position refers to another text. */
    public static SqlError translate(SqlError failure) {
        return translate(failure, SchemaMapping::shown);
    }

    /**
     * The same, for a text that names relations.
     *
     * @param relation a relation's name as it was typed, by PostgreSQL's
     */
    public static SqlError translate(SqlError failure, UnaryOperator<String> relation) {
        Diagnostic error = failure.diagnostic();
        return new SqlError(
                switch (error.sqlState()) {
                    case "42P01" -> unknownRelation(error, relation);
                    case "42883" -> internal(error, FUNCTION, "function \"", "\" does not exist");
                    case "42703" -> internal(error, COLUMN, "column \"", "\" does not exist");
                    default ->
                        isPlanning(error)
                                ? Diagnostic.error("XX000", error.message())
                                : new Diagnostic(
                                        error.severity(),
                                        error.sqlState(),
                                        error.message(),
                                        error.detail(),
                                        error.hint(),
                                        null);
                });
    }

    /** Whether Materialize would refuse the statement while planning it. */
    private static boolean isPlanning(Diagnostic error) {
        String state = error.sqlState();
        boolean syntax = state.equals("42601") && error.message().startsWith("syntax error");
        return !syntax && (state.startsWith("42") || state.startsWith("22") || state.startsWith("21"));
    }

    private static Diagnostic unknownRelation(Diagnostic error, UnaryOperator<String> relation) {
        Matcher matcher = RELATION.matcher(error.message());
        return Diagnostic.error(
                "XX000",
                matcher.matches()
                        ? "unknown catalog item '" + relation.apply(matcher.group(1)) + "'"
                        : error.message());
    }

    private static Diagnostic internal(Diagnostic error, Pattern pattern, String before, String after) {
        Matcher matcher = pattern.matcher(error.message());
        return Diagnostic.error("XX000", matcher.matches() ? before + matcher.group(1) + after : error.message());
    }
}
