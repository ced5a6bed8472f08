package dev.verdigris.cli.report.markdown;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.cli.screen.Cells;

/**
 * Writes texts so that GitHub shows them as they are. What could become markup is escaped: with a backslash where a
 * person reads the source, and as an entity where a table or HTML would take the character first. A dollar sign in an element begins no formula.
 */
final class MarkdownText {

    /** Follows a character that begins a mention or a reference, and is not seen. */
    private static final char WORD_JOINER = '\u2060';

    private static final Pattern PLAIN_CODE = Pattern.compile("[^\\s`|\\\\](?:[^`|\\\\]*[^\\s`|\\\\])?");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?|ftp|mailto|xmpp)(:)|\\b(www)(\\.)");
    private static final Pattern REPLACED =
            Pattern.compile("(?i)\\bGH(?=-\\d)|:(?=[\\w+-]*[a-z_+-][\\w+-]*:|100:|1234:)");
    private static final Pattern LIST = Pattern.compile("^(\\s*)(?:([-+=])|(\\d+)([.)]))(?=\\s|$)");
    private static final int SHORTEST_FENCE = 3;

    private MarkdownText() {}

    /** Words within a line. */
    static String words(String text) {
        StringBuilder shown = new StringBuilder();
        withoutWords(Cells.visible(text)).codePoints().forEach(point -> {
            switch (point) {
                case '<' -> shown.append("&lt;");
                case '>' -> shown.append("&gt;");
                case '&' -> shown.append("&amp;");
                case '|', '\\' -> shown.append(entity(point));
                case '$' -> shown.append("<span>$</span>");
                case '`', '*', '_', '[', ']', '{', '}', '~', '!' ->
                    shown.append('\\').append((char) point);
                case '@' -> shown.append('@').append(WORD_JOINER);
                case '#' -> shown.append("\\#").append(WORD_JOINER);
                default -> shown.appendCodePoint(point);
            }
        });
        String plain = ADDRESS.matcher(shown)
                .replaceAll(found -> found.group(2) == null ? found.group(3) + "&#46;" : found.group(1) + "&#58;");
        return LIST.matcher(plain)
                .replaceFirst(found -> found.group(2) == null
                        ? found.group(3) + entity(found.group(4).charAt(0))
                        : entity(found.group(2).charAt(0)));
    }

    /** The text with a character that is not seen where GitHub would take what follows for a name or a number. */
    static String withoutMentions(String text) {
        return withoutWords(text.replace("@", "@" + WORD_JOINER).replace("#", "#" + WORD_JOINER));
    }

    /** The text without words that GitHub replaces: {@code GH-12} is a reference, and {@code :tada:} a picture. */
    private static String withoutWords(String text) {
        return REPLACED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group() + WORD_JOINER));
    }

    /** A name or value. Where backticks cannot hold it, an element of HTML does. */
    static String code(String text) {
        String shown = Cells.visible(text);
        if (PLAIN_CODE.matcher(shown).matches()) {
            return "`" + shown + "`";
        }
        StringBuilder code = new StringBuilder("<code>");
        shown.codePoints().forEach(point -> {
            boolean plain = point > 0x7F || Character.isLetterOrDigit(point);
            code.append(plain ? Character.toString(point) : entity(point));
        });
        return code.append("</code>").toString();
    }

    /** Lines of code. The fence is longer than each row of backticks in it. */
    static String fenced(String language, List<String> lines) {
        List<String> shown = lines.stream().map(Cells::pasteable).toList();
        int longest = 0;
        for (String line : shown) {
            int row = 0;
            for (char each : line.toCharArray()) {
                row = each == '`' ? row + 1 : 0;
                longest = Math.max(longest, row);
            }
        }
        String fence = "`".repeat(Math.max(SHORTEST_FENCE, longest + 1));
        return fence + language + "\n" + String.join("\n", shown) + "\n" + fence + "\n";
    }

    private static String entity(int point) {
        return "&#" + point + ";";
    }
}
