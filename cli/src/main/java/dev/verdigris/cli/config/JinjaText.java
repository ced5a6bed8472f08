package dev.verdigris.cli.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Jinja expression as text. Operators count only outside of quotes and brackets.
 *
 * @param text the text
 * @param mask the same with {@code _} for each character in quotes or brackets
 */
record JinjaText(String text, String mask) {

    /** An expression that depends on a condition. */
    record Choice(JinjaText then, JinjaText condition, Optional<JinjaText> otherwise) {}

    private static final Pattern CHOICE =
            Pattern.compile("(?<then>.*?)\\bif\\b(?<condition>.*?)(?:\\belse\\b(?<otherwise>.*))?", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("(?:'_*')|(?:\"_*\")");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\(_*\\)");

    static JinjaText of(String text) {
        String bare = text.strip();
        return new JinjaText(bare, masked(bare));
    }

    private static String masked(String text) {
        StringBuilder mask = new StringBuilder();
        Deque<Character> open = new ArrayDeque<>();
        for (int at = 0; at < text.length(); at++) {
            char here = text.charAt(at);
            boolean quoted = !open.isEmpty() && (open.peek() == '\'' || open.peek() == '"');
            boolean closes = !open.isEmpty() && open.peek() == here;
            if (closes) {
                open.pop();
            }
            mask.append(open.isEmpty() ? here : '_');
            if (quoted && here == '\\' && at + 1 < text.length()) {
                mask.append('_');
                at++;
            } else if (!quoted && !closes) {
                closing(here).ifPresent(open::push);
            }
        }
        return mask.toString();
    }

    private static Optional<Character> closing(char opening) {
        return switch (opening) {
            case '(' -> Optional.of(')');
            case '[' -> Optional.of(']');
            case '{' -> Optional.of('}');
            case '\'', '"' -> Optional.of(opening);
            default -> Optional.empty();
        };
    }

    private JinjaText part(int begin, int end) {
        return of(text.substring(begin, end));
    }

    /** Whether it has {@code operators}, a regular expression, outside of quotes and brackets. */
    boolean has(Pattern operators) {
        return operators.matcher(mask).find();
    }

    /** What brackets around the whole contain. */
    Optional<JinjaText> inBrackets() {
        return IN_BRACKETS.matcher(mask).matches() ? Optional.of(part(1, text.length() - 1)) : Optional.empty();
    }

    /** The parts of {@code THEN if CONDITION else OTHERWISE}. */
    Optional<Choice> choice() {
        Matcher parts = CHOICE.matcher(mask);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<JinjaText> otherwise = Optional.of(parts)
                .filter(found -> found.group("otherwise") != null)
                .map(found -> part(found.start("otherwise"), text.length()));
        return Optional.of(new Choice(
                part(0, parts.end("then")), part(parts.start("condition"), parts.end("condition")), otherwise));
    }

    /** The last of the texts that {@code ~} or {@code +} joins; empty if none does. */
    Optional<JinjaText> lastOfJoined() {
        int at = Math.max(mask.lastIndexOf('~'), mask.lastIndexOf('+'));
        return at < 0 ? Optional.empty() : Optional.of(part(at + 1, text.length()));
    }

    /** The expression without its filters. */
    JinjaText withoutFilters() {
        int at = mask.indexOf('|');
        return at < 0 ? this : part(0, at);
    }

    /** The names of its filters. */
    List<String> filters() {
        return Stream.of(mask.split("\\|")).skip(1).map(String::strip).toList();
    }

    /** The characters of a text in quotes. */
    Optional<String> literal() {
        return LITERAL.matcher(mask).matches() ? Optional.of(text.substring(1, text.length() - 1)) : Optional.empty();
    }
}
