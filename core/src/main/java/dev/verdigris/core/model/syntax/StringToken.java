package dev.verdigris.core.model.syntax;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.core.lexer.Token;

/** Reads the quotes and escapes of a string. */
public final class StringToken {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);

    private StringToken() {}

    /** The text that a string stands for. Escapes by character number lose their backslash and are not resolved. */
    public static String text(Token token) {
        String written = token.value();
        if (written.startsWith("$")) {
            int tag = written.indexOf('$', 1) + 1;
            return written.substring(tag, written.length() - tag);
        }
        int open = written.indexOf('\'');
        String inside = written.substring(open + 1, written.length() - 1).replace("''", "'");
        return open == 0 ? inside : ESCAPE.matcher(inside).replaceAll(StringToken::resolved);
    }

    private static String resolved(MatchResult escape) {
        String meant = switch (escape.group(1)) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "b" -> "\b";
            case "f" -> "\f";
            case String other -> other;
        };
        return Matcher.quoteReplacement(meant);
    }
}
