package dev.verdigris.core.diff.definition;

import java.util.List;

/** Finds the ends of brackets. */
final class Brackets {

    private Brackets() {}

    /** The place of the bracket that closes the one at a place; the last place if none does. */
    static int closing(List<Word> words, int open) {
        int depth = 0;
        for (int at = open; at < words.size(); at++) {
            if (words.get(at).isSign("(") || words.get(at).isSign("[")) {
                depth++;
            } else if (words.get(at).isSign(")") || words.get(at).isSign("]")) {
                depth--;
            }
            if (depth == 0) {
                return at;
            }
        }
        return words.size() - 1;
    }
}
