package dev.verdigris.core.diff.definition;

import java.util.List;
import java.util.Set;

/** Decides where a blank is between two words. */
final class Blanks {

    private static final Set<String> NONE_BEFORE = Set.of(")", "]", ",", "::", ".", ":", ";");

    private static final Set<String> NONE_AFTER = Set.of("(", "[", "::", ".", ":");

    private static final Set<String> SIGNS = Set.of("-", "+");

    private Blanks() {}

    /** Whether a blank is before the word at a place, which is not the first. */
    static boolean isBetween(List<Word> words, int at) {
        Word word = words.get(at);
        Word before = words.get(at - 1);
        if (isOf(word, NONE_BEFORE) || isOf(before, NONE_AFTER)) {
            return false;
        }
        if (word.isSign("(")) {
            return !before.isName() || isIndex(words) && words.get(at - 2).is("on");
        }
        if (word.isSign("[")) {
            return !before.isName() && before.kind() != Word.Kind.PLAIN;
        }
        return !isOf(before, SIGNS) || at >= 2 && isOperand(words.get(at - 2));
    }

    /** Whether a statement creates an index. */
    static boolean isIndex(List<Word> words) {
        return words.getFirst().is("create") && words.stream().limit(3).anyMatch(word -> word.is("index"));
    }

    private static boolean isOf(Word word, Set<String> signs) {
        return word.kind() == Word.Kind.SIGN && signs.contains(word.key());
    }

    /** Whether a sign after this word is an operator between two operands. */
    private static boolean isOperand(Word word) {
        return word.isName() || word.kind() == Word.Kind.VALUE || word.isSign(")") || word.isSign("]");
    }
}
