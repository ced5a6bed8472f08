package dev.verdigris.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Text in the cells of a terminal. A wide character needs two cells. Terminals disagree on some characters. Then the
 * larger number counts, because a line that is too short breaks nothing.
 */
public final class Cells {

    private static final String CUT = "…";
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_SELECTOR = 0xFE0F;

    private Cells() {}

    /** The text without characters that a terminal obeys: each one becomes visible, such as {@code \u001b}. */
    public static String visible(String text) {
        return shown(text, Cells::isShown);
    }

    /**
     * A line of SQL or of a command that somebody may paste: the same, but a tab stays a tab, because it may be between
     * two words. A name with another such character is not exact in it. The statement then finds no object of that
     * name, and JSON has the exact one.
     */
    public static String pasteable(String line) {
        return shown(line, point -> point == '\t' || isShown(point));
    }

    private static String shown(String text, IntPredicate stays) {
        if (text.codePoints().allMatch(stays)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (stays.test(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append(escaped(point));
            }
        });
        return shown.toString();
    }

    private static String escaped(int point) {
        return switch (point) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(point > 0xFFFF ? "\\U%08x" : "\\u%04x", point);
        };
    }

    /**
     * Whether a terminal may get a character as it is. Marks that change the direction of the text are not shown, because
     * they can make a name look like another.
     */
    public static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            case Character.FORMAT -> point == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }

    /** The number of cells of a visible text. */
    static int width(String text) {
        return text.codePoints().map(Cells::width).sum();
    }

    private static int width(int point) {
        if (point < 0x300) {
            return 1;
        }
        if (point == EMOJI_SELECTOR) {
            return 1;
        }
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        return Character.isIdeographic(point)
                || Character.isEmojiPresentation(point)
                || isBetween(point, 0x1100, 0x115F)
                || isBetween(point, 0x2E80, 0xA4CF)
                || isBetween(point, 0xA960, 0xA97F)
                || isBetween(point, 0xAC00, 0xD7A3)
                || isBetween(point, 0xFE30, 0xFE6F)
                || isBetween(point, 0xFF01, 0xFF60)
                || isBetween(point, 0xFFE0, 0xFFE6)
                || isBetween(point, 0x1F300, 0x1FAFF);
    }

    private static boolean isBetween(int point, int first, int last) {
        return point >= first && point <= last;
    }

    /** The beginning of a text that does not fit into {@code room} cells. */
    static String beginning(String text, int room) {
        return width(text) <= room ? text : head(text, room - 1) + cut(room);
    }

    /** The end of a text that does not fit, because names of one schema differ at the end. */
    static String end(String text, int room) {
        return width(text) <= room ? text : cut(room) + tail(text, room - 1);
    }

    /** The beginning and the end of a text that does not fit: what is done, and to which object. */
    static String ends(String text, int room) {
        if (width(text) <= room) {
            return text;
        }
        String head = head(text, (room - 1) / 3);
        return head + cut(room) + tail(text, room - 1 - width(head));
    }

    /** The text in pieces of at most {@code width} cells; an empty text is one piece. */
    static List<String> pieces(String text, int width) {
        int most = Math.max(2, width);
        List<String> pieces = new ArrayList<>();
        int start = 0;
        int cells = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int needed = width(text.codePointAt(at));
            if (cells + needed > most) {
                pieces.add(text.substring(start, at));
                start = at;
                cells = 0;
            }
            cells += needed;
        }
        pieces.add(text.substring(start));
        return pieces;
    }

    /** The text with blanks up to {@code width} cells. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    private static String cut(int room) {
        return room > 0 ? CUT : "";
    }

    private static String head(String text, int room) {
        int end = 0;
        int cells = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            cells += width(point);
            if (cells > room) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }

    private static String tail(String text, int room) {
        int start = text.length();
        int cells = 0;
        while (start > 0) {
            int point = text.codePointBefore(start);
            cells += width(point);
            if (cells > room) {
                break;
            }
            start -= Character.charCount(point);
        }
        return text.substring(start);
    }
}
