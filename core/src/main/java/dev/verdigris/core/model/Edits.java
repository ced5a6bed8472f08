package dev.verdigris.core.model;

import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/** Replacements at spans of a text. All other text stays byte for byte. */
final class Edits {

    private record Edit(int start, int end, String replacement) {}

    private final SortedSet<Edit> edits = new TreeSet<>(Comparator.comparingInt(Edit::start));

    /** Replaces a span. An empty span inserts. A second edit at the same start is the same edit again. */
    void replace(int start, int end, String replacement) {
        edits.add(new Edit(start, end, replacement));
    }

    /**
     * The offset in the text of an offset in the result of {@link #apply}. In a replacement, it is the start of what was
     * replaced.
     *
     * @param start the same as that of {@link #apply}
     */
    int origin(int start, int inResult) {
        int at = start;
        int left = inResult;
        for (Edit edit : edits) {
            int plain = edit.start() - at;
            if (left < plain) {
                return at + left;
            }
            left -= plain;
            if (left < edit.replacement().length()) {
                return edit.start();
            }
            left -= edit.replacement().length();
            at = edit.end();
        }
        return at + left;
    }

    /** The part of {@code text} from {@code start} to {@code end}, with the edits that lie within it. */
    String apply(String text, int start, int end) {
        StringBuilder result = new StringBuilder(end - start);
        int at = start;
        for (Edit edit : edits) {
            result.append(text, at, edit.start()).append(edit.replacement());
            at = edit.end();
        }
        return result.append(text, at, end).toString();
    }
}
