package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.verdigris.core.name.Identifier;

/**
 * The few questions that guardrails ask of a definition as the catalog stores it. Such text is normalized: it has no
 * comments, and relations stand as {@code [u12 AS "db"."schema"."name"]}; column references are as they were typed.
 */
final class StoredSql {

    private enum Kind {
        WORD,
        QUOTED,
        OTHER
    }

    private record Token(Kind kind, String text) {
        boolean isName() {
            return kind != Kind.OTHER;
        }

        boolean is(String sign) {
            return kind == Kind.OTHER && text.equals(sign);
        }

        boolean isWord(String word) {
            return kind == Kind.WORD && text.equals(word);
        }
    }

    private final List<Token> tokens;

    private StoredSql(List<Token> tokens) {
        this.tokens = tokens;
    }

    static StoredSql of(String createSql) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < createSql.length()) {
            char c = createSql.charAt(at);
            int end = at + 1;
            if (c == '\'' || c == '"') {
                end = closing(createSql, at);
                String inner = createSql.substring(at + 1, Math.max(at + 1, end - 1));
                tokens.add(
                        c == '"'
                                ? new Token(Kind.QUOTED, inner.replace("\"\"", "\""))
                                : new Token(Kind.OTHER, "'" + inner));
            } else if (isWordStart(c)) {
                while (end < createSql.length() && isWordPart(createSql.charAt(end))) {
                    end++;
                }
                tokens.add(new Token(Kind.WORD, createSql.substring(at, end).toLowerCase(Locale.ROOT)));
            } else if (!Character.isWhitespace(c)) {
                tokens.add(new Token(Kind.OTHER, String.valueOf(c)));
            }
            at = end;
        }
        return new StoredSql(tokens);
    }

    private static int closing(String text, int open) {
        char quote = text.charAt(open);
        int at = open + 1;
        while (at < text.length()) {
            if (text.charAt(at) != quote) {
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return at;
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_' || c > 127;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || Character.isDigit(c) || c == '$';
    }

    /**
     * Whether the server would refuse to rename {@code schema} because of this definition: it has a reference of exactly
     * two parts that begins with the schema's name, be it before a column or a star, or an external table.
     */
    boolean conflictsWith(Identifier schema) {
        int at = 0;
        while (at < tokens.size()) {
            if (!tokens.get(at).isName()) {
                at++;
                continue;
            }
            int start = at;
            int parts = 1;
            at++;
            while (isSign(at, ".")
                    && at + 1 < tokens.size()
                    && tokens.get(at + 1).isName()) {
                parts++;
                at += 2;
            }
            boolean qualifies = tokens.get(start).text().equals(schema.value());
            boolean star = isSign(at, ".") && isSign(at + 1, "*");
            boolean external = start > 0
                    && (tokens.get(start - 1).isWord("reference")
                            || (tokens.get(start - 1).is("=")
                                    && start > 1
                                    && tokens.get(start - 2).isWord("reference")));
            boolean isConflict = parts == 3 || (parts == 2 && (star || external));
            if (qualifies && isConflict && !isResolved(start) && !isCreatedName(start)) {
                return true;
            }
        }
        return false;
    }

    /** The columns that a sink's KEY clause names; empty if it has none. */
    List<Identifier> keyColumns() {
        for (int at = 0; at + 1 < tokens.size(); at++) {
            if (tokens.get(at).isWord("key") && isSign(at + 1, "(")) {
                List<Identifier> columns = new ArrayList<>();
                for (int in = at + 2; in < tokens.size() && !isSign(in, ")"); in++) {
                    if (tokens.get(in).isName()) {
                        columns.add(Identifier.of(tokens.get(in).text()));
                    }
                }
                return columns;
            }
        }
        return List.of();
    }

    private boolean isResolved(int start) {
        return start >= 3 && tokens.get(start - 1).isWord("as") && isSign(start - 3, "[");
    }

    /** The full name behind CREATE … is that of the object itself, and the server rewrites it. */
    private boolean isCreatedName(int start) {
        for (int before = 0; before < start; before++) {
            if (!tokens.get(before).isName()) {
                return false;
            }
        }
        return true;
    }

    private boolean isSign(int at, String sign) {
        return at < tokens.size() && tokens.get(at).is(sign);
    }
}
