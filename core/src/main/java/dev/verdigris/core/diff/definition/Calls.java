package dev.verdigris.core.diff.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes what SQL has words for as calls of functions, as the server stores it: {@code x AT TIME ZONE z} is
 * {@code timezone(z, x)}. An expression that is not surely of such a form stays as it is.
 */
final class Calls {

    private static final Map<String, String> TRIMS = Map.of("both", "btrim", "leading", "ltrim", "trailing", "rtrim");

    /** The keywords after which no operand of AT TIME ZONE begins. */
    private static final Set<String> BEFORE_NO_OPERAND = Set.of(
            "all",
            "any",
            "array",
            "collate",
            "end",
            "exists",
            "false",
            "filter",
            "in",
            "interval",
            "lateral",
            "list",
            "map",
            "null",
            "over",
            "some",
            "true",
            "using",
            "values",
            "within");

    private static final Set<String> ENDS = Set.of(")", "]", "::", ".");

    private final List<Word> words;

    private Calls(List<Word> words) {
        this.words = new ArrayList<>(words);
    }

    /** The words with all calls as calls. */
    static List<Word> plain(List<Word> words) {
        Calls calls = new Calls(words);
        for (int at = words.size() - 2; at >= 0; at--) {
            if (calls.words.get(at + 1).isSign("(")) {
                calls.call(at);
            }
        }
        for (int start = 0; start < calls.words.size(); start++) {
            calls.zones(start);
        }
        return calls.words;
    }

    private void call(int at) {
        int close = Brackets.closing(words, at + 1);
        if (words.get(at).is("position")) {
            int in = place("in", at + 2, close);
            if (in > 0) {
                words.set(in, Word.sign(","));
            }
        } else if (words.get(at).is("substring")) {
            substring(at, close);
        } else if (words.get(at).is("trim") && place(",", at + 2, close) < 0) {
            trim(at, close);
        }
    }

    private void substring(int at, int close) {
        int from = place("from", at + 2, close);
        int length = place("for", at + 2, close);
        if (from > 0 && (length < 0 || length > from)) {
            words.set(from, Word.sign(","));
        }
        if (length > 0 && from < length) {
            words.set(length, Word.sign(","));
            if (from < 0) {
                words.addAll(length, List.of(Word.sign(","), Word.value("1")));
            }
        }
    }

    /** The text comes first, and then the characters. */
    private void trim(int at, int close) {
        boolean side = TRIMS.containsKey(words.get(at + 2).key());
        int first = side ? at + 3 : at + 2;
        int from = place("from", first, close);
        if (first >= close || from + 1 == close) {
            return;
        }
        List<Word> call = new ArrayList<>();
        call.add(Word.name(TRIMS.getOrDefault(words.get(at + 2).key(), "btrim")));
        call.add(Word.sign("("));
        call.addAll(words.subList(Math.max(from + 1, first), close));
        if (from > first) {
            call.add(Word.sign(","));
            call.addAll(words.subList(first, from));
        }
        replace(at, close, call);
    }

    private void replace(int start, int end, List<Word> by) {
        words.subList(start, end).clear();
        words.addAll(start, by);
    }

    /** The place of a word that is not within further brackets; none if a CASE or DISTINCT is before it. */
    private int place(String word, int start, int close) {
        for (int at = start; at < close; at++) {
            Word each = words.get(at);
            if (each.is(word) || each.isSign(word)) {
                return at;
            }
            if (each.is("case") || each.is("distinct")) {
                return -1;
            }
            if (each.isSign("(") || each.isSign("[")) {
                at = Brackets.closing(words, at);
            }
        }
        return -1;
    }

    /** Whether an operand can begin at a place. A sign before it must be an operator between two operands. */
    private boolean isOperand(int start) {
        if (start == 0) {
            return true;
        }
        Word before = words.get(start - 1);
        if (before.kind() != Word.Kind.SIGN) {
            return before.isKeyword() && !BEFORE_NO_OPERAND.contains(before.key());
        }
        if (before.key().endsWith("-") || before.key().endsWith("+")) {
            return before.key().length() == 1 && start > 1 && isOperandEnd(words.get(start - 2));
        }
        return !ENDS.contains(before.key());
    }

    private static boolean isOperandEnd(Word word) {
        return word.isName() && !word.is("zone")
                || word.kind() == Word.Kind.VALUE
                || word.isSign(")")
                || word.isSign("]");
    }

    /** Another zone can follow the call that an operand and its zone have become. */
    private void zones(int start) {
        boolean found = isOperand(start);
        while (found) {
            found = zone(start);
        }
    }

    /** Makes an operand and the time zone after it a call; false if that is not there. */
    private boolean zone(int start) {
        int end = Casts.endOfOperand(words, start);
        boolean zone = end > 0
                && end + 3 < words.size()
                && words.get(end).is("at")
                && words.get(end + 1).is("time")
                && words.get(end + 2).is("zone");
        int after = zone ? Casts.endOfOperand(words, end + 3) : -1;
        if (after < 0 || after < words.size() && isContinued(words.get(after))) {
            return false;
        }
        List<Word> call = new ArrayList<>(List.of(Word.name("timezone"), Word.sign("(")));
        call.addAll(words.subList(end + 3, after));
        call.add(Word.sign(","));
        call.addAll(words.subList(start, end));
        call.add(Word.sign(")"));
        replace(start, after, call);
        return true;
    }

    /** Whether a word can belong to the operand before it. */
    private static boolean isContinued(Word word) {
        return word.kind() == Word.Kind.VALUE
                || word.isSign("[")
                || word.isSign("(")
                || word.isSign(".")
                || word.is("filter")
                || word.is("over")
                || word.is("within");
    }
}
