package dev.verdigris.core.lexer;

import java.util.Arrays;

/** Translates offsets of one text into lines and columns as an editor counts them. */
public final class Lines {

    /**
     * A position in a text.
     *
     * @param line the line, counted from 1
     * @param column the character within the line, counted from 1; a character outside the basic plane counts once
     */
    public record Position(int line, int column) {}

    private final String text;
    private final int[] starts;

    private Lines(String text, int[] starts) {
        this.text = text;
        this.starts = starts;
    }

    /** Prepares the lines of a text; a line ends with a line feed. */
    public static Lines of(String text) {
        int[] starts = new int[1 + (int) text.chars().filter(c -> c == '\n').count()];
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                starts[line++] = i + 1;
            }
        }
        return new Lines(text, starts);
    }

    /**
     * The position of an offset.
     *
     * @param offset from 0 to the length of the text
     */
    public Position at(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, text.codePointCount(starts[line], offset) + 1);
    }
}
