package dev.verdigris.cli.builder;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into the words of a command as a shell does, without a shell. Blanks separate words. Single quotes keep
 * everything, double quotes keep blanks, and a backslash keeps the character after it. What only a shell can do, such as
 * a pipe or a variable, is refused and never passed on as a word.
 */
public final class Words {

    private static final String OF_SHELLS = "|&;<>()$`";

    private static final String OF_SHELLS_IN_QUOTES = "$`";

    private static final char ESCAPE = '\\';

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;
    private int at;

    private Words(String text) {
        this.text = text;
    }

    /**
     * The words of a text.
     *
     * @throws UnusableCommand if it has no word, an open quote, or what only a shell can do
     */
    public static List<String> of(String text) {
        return new Words(text).split();
    }

    /** The program of a text. A value in its place and the arguments may be secrets, so they are not shown. */
    public static String shown(String text) {
        try {
            String first = of(text).getFirst();
            return first.replaceFirst("(?s)=.*", "=") + " …";
        } catch (UnusableCommand unusable) {
            return "…";
        }
    }

    private List<String> split() {
        while (at < text.length()) {
            char next = text.charAt(at);
            at++;
            if (Character.isWhitespace(next)) {
                end();
            } else {
                begun = true;
                switch (next) {
                    case '\'' -> single();
                    case '"' -> quoted();
                    case ESCAPE -> word.append(escaped());
                    default -> plain(next, OF_SHELLS);
                }
            }
        }
        end();
        if (words.isEmpty()) {
            throw new UnusableCommand("the command is empty");
        }
        return List.copyOf(words);
    }

    private void end() {
        if (begun) {
            words.add(word.toString());
            word.setLength(0);
            begun = false;
        }
    }

    private void single() {
        int close = text.indexOf('\'', at);
        if (close < 0) {
            throw open();
        }
        word.append(text, at, close);
        at = close + 1;
    }

    private void quoted() {
        while (at < text.length() && text.charAt(at) != '"') {
            char next = text.charAt(at);
            at++;
            boolean escapes = next == ESCAPE && at < text.length() && "\"\\$`".indexOf(text.charAt(at)) >= 0;
            if (escapes) {
                word.append(escaped());
            } else {
                plain(next, OF_SHELLS_IN_QUOTES);
            }
        }
        if (at == text.length()) {
            throw open();
        }
        at++;
    }

    private char escaped() {
        if (at == text.length()) {
            throw new UnusableCommand("the command ends with a backslash");
        }
        at++;
        return text.charAt(at - 1);
    }

    private void plain(char next, String refused) {
        if (refused.indexOf(next) >= 0) {
            throw new UnusableCommand(
                    "no shell reads the command, so " + next + " has no effect in it; quote it, or write sh -c '…'");
        }
        word.append(next);
    }

    private static UnusableCommand open() {
        return new UnusableCommand("a quote in the command is not closed");
    }
}
