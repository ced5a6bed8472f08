package dev.verdigris.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Lines;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.name.Identifier;

/**
 * Finds the references for which the server would refuse to rename a schema.
 *
 * <p>A stored statement names relations as {@code [u12 AS "database"."schema"."object"]}, and a rename rewrites these
 * names. Column references stay as the user typed them. A reference that begins with the schema, as in
 * {@code schema.relation.column} or {@code schema.relation.*}, is ambiguous. The rename, and so the swap, then fails
 * with "renaming conflict" (Materialize docs: sql/alter-schema).
 */
public final class AmbiguousReferences {

    /**
     * A name that prevents the rename.
     *
     * @param line the line of the stored statement, counted from 1
     * @param column the character in that line, counted from 1
     * @param name the name as the user typed it, for messages
     */
    public record Conflict(int line, int column, String name) {}

    private final String sql;
    private final List<Token> tokens;
    private final Set<Identifier> schemas;
    private final List<Conflict> conflicts = new ArrayList<>();
    private int at;

    private AmbiguousReferences(String sql, Set<Identifier> schemas) {
        this.sql = sql;
        this.tokens = Lexer.lex(sql).stream().filter(Token::isSignificant).toList();
        this.schemas = schemas;
    }

    /**
     * The conflicts in one stored statement, in their order in the text.
     *
     * @param createSql the statement from the catalog's {@code create_sql}
     * @param schemas the schemas that the swap renames, by their current names, both live and staged
     */
    public static List<Conflict> in(String createSql, Set<Identifier> schemas) {
        AmbiguousReferences search = new AmbiguousReferences(createSql, schemas);
        search.run();
        return List.copyOf(search.conflicts);
    }

    private void run() {
        boolean createdNamePassed = false;
        while (at < tokens.size()) {
            if (!tokens.get(at).isIdentifier()) {
                at++;
                continue;
            }
            int start = at;
            int parts = path();
            boolean created = !createdNamePassed && parts > 1;
            createdNamePassed |= parts > 1;
            if (!created && !isResolved(start) && isConflict(start, parts)) {
                report(start);
            }
        }
    }

    /** Skips a dotted name and counts its parts. A star at the end does not count. */
    private int path() {
        int parts = 1;
        at++;
        while (isDot(at) && at + 1 < tokens.size() && tokens.get(at + 1).isIdentifier()) {
            parts++;
            at += 2;
        }
        return parts;
    }

    private boolean isDot(int index) {
        return index < tokens.size() && tokens.get(index).isPunctuation(".");
    }

    /** Whether an id resolves the name, as in {@code [u12 AS …]}. */
    private boolean isResolved(int start) {
        return start >= 3
                && tokens.get(start - 1).isWord("as")
                && tokens.get(start - 3).isPunctuation("[");
    }

    private boolean isConflict(int start, int parts) {
        if (!schemas.contains(Identifier.of(tokens.get(start).value()))) {
            return false;
        }
        boolean wildcard =
                isDot(at) && at + 1 < tokens.size() && tokens.get(at + 1).isOperator("*");
        boolean external = parts == 2 && isReference(start);
        return external || parts == (wildcard ? 2 : 3);
    }

    /** Whether the name is one of a table in another system, as in {@code (REFERENCE = schema.table)}. */
    private boolean isReference(int start) {
        int before = start - 1;
        if (before >= 0 && tokens.get(before).isOperator("=")) {
            before--;
        }
        return before >= 0 && tokens.get(before).isWord("reference");
    }

    private void report(int start) {
        Token first = tokens.get(start);
        Lines.Position position = Lines.of(sql).at(first.start());
        String name = sql.substring(first.start(), tokens.get(at - 1).end());
        conflicts.add(new Conflict(position.line(), position.column(), name));
    }
}
