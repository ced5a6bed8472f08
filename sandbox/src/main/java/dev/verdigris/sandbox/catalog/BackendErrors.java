package dev.verdigris.sandbox.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlFailure;

/** Says PostgreSQL's errors about the parts of a CREATE statement as Materialize says them. */
final class BackendErrors {

    private static final Pattern RELATION = Pattern.compile("relation \"(.*)\" does not exist", Pattern.DOTALL);
    private static final Pattern FUNCTION = Pattern.compile("function (.*)\\(.*\\) does not exist", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("column \"?(.*?)\"? does not exist", Pattern.DOTALL);

    private BackendErrors() {}

    /** The failure to report; positions are left out, for they count in another text. */
    static SqlFailure translate(SqlFailure failure) {
        Diagnostic error = failure.diagnostic();
        return new SqlFailure(
                switch (error.sqlState()) {
                    case "42P01" -> internal(error, RELATION, "unknown catalog item '", "'");
                    case "42883" -> internal(error, FUNCTION, "function \"", "\" does not exist");
                    case "42703" -> internal(error, COLUMN, "column \"", "\" does not exist");
                    case "42704", "42P02", "42701", "42702", "42804", "42846", "42809", "42725" ->
                        Diagnostic.error("XX000", error.message());
                    default ->
                        new Diagnostic(
                                error.severity(),
                                error.sqlState(),
                                error.message(),
                                error.detail(),
                                error.hint(),
                                null);
                });
    }

    private static Diagnostic internal(Diagnostic error, Pattern pattern, String before, String behind) {
        Matcher matcher = pattern.matcher(error.message());
        return Diagnostic.error("XX000", matcher.matches() ? before + matcher.group(1) + behind : error.message());
    }
}
