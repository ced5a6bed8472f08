package dev.verdigris.sandbox.statement.name;

/** Turns names and texts into SQL. */
public final class Quoting {

    private Quoting() {}

    /** A name between double quotes. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A name as Materialize prints it: bare where the lexer would read it back as the same identifier. */
    public static String identifierIfNeeded(String name) {
        return isBare(name) ? name : identifier(name);
    }

    /** A text between single quotes; a backslash is an ordinary character, as on Materialize. */
    public static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    private static boolean isBare(String name) {
        if (name.isEmpty() || !(isLower(name.charAt(0)) || name.charAt(0) == '_')) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLower(c) && c != '_' && c != '$' && !(c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !Keywords.isReserved(name);
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }
}
