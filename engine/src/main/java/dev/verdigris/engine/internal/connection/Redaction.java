package dev.verdigris.engine.internal.connection;

import java.util.regex.Pattern;

/** Prepares a statement for messages: it removes secrets and shortens the text. */
final class Redaction {

    private static final int LONGEST = 2_000;

    /** Statements whose text literals may be credentials. */
    private static final Pattern SENSITIVE = Pattern.compile("\\b(SECRET|PASSWORD|TOKEN)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

    private Redaction() {}

    static String of(String statement) {
        String text = statement.length() > LONGEST ? statement.substring(0, LONGEST) + " …" : statement;
        return SENSITIVE.matcher(text).find() ? LITERAL.matcher(text).replaceAll("'********'") : text;
    }
}
