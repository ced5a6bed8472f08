package dev.verdigris.core.diff.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes casts and types in one form. The server stores {@code CAST(x AS integer)} as {@code x::int4}, with brackets
 * around anything but a name, a value, a call or another cast.
 */
final class Casts {

    /** Types of several words that the server stores under one name. */
    private static final Map<List<String>, String> LONG_TYPES = Map.of(
            List.of("double", "precision"), "float8",
            List.of("character", "varying"), "varchar",
            List.of("timestamp", "with", "time", "zone"), "timestamptz",
            List.of("timestamp", "without", "time", "zone"), "timestamp",
            List.of("time", "without", "time", "zone"), "time");

    /** The types whose name can be before a text, as in {@code date '2026-01-02'}. */
    private static final Set<String> BEFORE_TEXT =
            Set.of("date", "time", "timestamp", "timestamptz", "bytea", "json", "jsonb", "uuid");

    /** The keywords that are types, too. */
    private static final Set<String> TYPE_KEYWORDS = Set.of("interval", "map");

    /** The keywords whose brackets are no brackets around an operand. */
    private static final Set<String> TAKES_BRACKETS = Set.of("all", "any", "in", "some");

    private static final Set<String> SIGNS = Set.of("-", "+");

    private Casts() {}

    /** The words with every cast as {@code x::type}. */
    static List<Word> plain(List<Word> words) {
        List<Word> plain = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            int close = at + 1 < words.size() && words.get(at + 1).isSign("(") ? Brackets.closing(words, at + 1) : -1;
            int as = words.get(at).is("cast") && close > 0 ? as(words, at + 1, close) : -1;
            if (as > 0) {
                plain.add(Word.sign("("));
                plain.addAll(plain(words.subList(at + 2, as)));
                plain.add(Word.sign(")"));
                plain.add(Word.sign("::"));
                plain.addAll(words.subList(as + 1, close));
                at = close;
            } else {
                plain.add(words.get(at));
            }
        }
        return types(unwrapped(Calls.plain(typed(plain))));
    }

    /** The AS of a cast, which is not within other brackets. */
    private static int as(List<Word> words, int open, int close) {
        int at = open + 1;
        while (at < close) {
            if (words.get(at).is("as")) {
                return at;
            }
            at = words.get(at).isSign("(") ? Brackets.closing(words, at) + 1 : at + 1;
        }
        return -1;
    }

    /** A text with its type before it, as a cast. */
    private static List<Word> typed(List<Word> words) {
        List<Word> result = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            Word word = words.get(at);
            boolean typed = at + 1 < words.size()
                    && BEFORE_TEXT.contains(word.key())
                    && words.get(at + 1).kind() == Word.Kind.VALUE
                    && words.get(at + 1).key().endsWith("'");
            if (typed) {
                result.addAll(List.of(words.get(at + 1), Word.sign("::"), word));
                at++;
            } else {
                result.add(word);
            }
        }
        return result;
    }

    /** Without brackets around the operand of a cast that needs none. */
    private static List<Word> unwrapped(List<Word> words) {
        List<Word> result = new ArrayList<>(words);
        int at = 0;
        while (at < result.size()) {
            int close = result.get(at).isSign("(") && !isCalled(result, at) ? Brackets.closing(result, at) : -1;
            boolean cast = close > 0
                    && close + 1 < result.size()
                    && result.get(close + 1).isSign("::");
            if (cast && close > at + 1 && !isSigned(result, at) && isPrimary(result.subList(at + 1, close))) {
                result.remove(close);
                result.remove(at);
            } else {
                at++;
            }
        }
        return result;
    }

    /** Whether the bracket belongs to the name of a function before it. */
    private static boolean isCalled(List<Word> words, int open) {
        return open > 0
                && (words.get(open - 1).isName()
                        || TAKES_BRACKETS.contains(words.get(open - 1).key()));
    }

    /** Whether the brackets hold a number after its sign. The sign of a number binds more than a cast. */
    private static boolean isSigned(List<Word> words, int open) {
        return open > 0
                && SIGNS.contains(words.get(open - 1).key())
                && words.get(open + 1).kind() == Word.Kind.VALUE;
    }

    /** A name, a value, a call or brackets, with nothing but casts after it. */
    private static boolean isPrimary(List<Word> words) {
        return endOfOperand(words, 0) == words.size();
    }

    /** The place after a name, a value, a call or brackets, with the casts after it; none if none of them is there. */
    static int endOfOperand(List<Word> words, int start) {
        if (start >= words.size() || words.get(start).isKeyword()) {
            return -1;
        }
        int end = words.get(start).isName() ? start + 1 : start;
        if (end < words.size() && words.get(end).isSign("(")) {
            end = Brackets.closing(words, end) + 1;
        } else if (words.get(start).kind() == Word.Kind.VALUE) {
            end++;
        }
        if (end == start) {
            return -1;
        }
        while (end > 0 && end < words.size() && words.get(end).isSign("::")) {
            end = endOfType(words, end + 1);
        }
        return end;
    }

    /** The place after the type at a place; none if no type is there. */
    private static int endOfType(List<Word> words, int start) {
        int end = start + lengthOfName(words, start);
        if (end == start) {
            return -1;
        }
        if (end < words.size()
                && (words.get(end).isSign("(") || words.get(start).is("map"))) {
            end = Brackets.closing(words, end) + 1;
        }
        while (end + 1 < words.size()
                && words.get(end).isSign("[")
                && words.get(end + 1).isSign("]")) {
            end += 2;
        }
        while (end < words.size() && words.get(end).is("list")) {
            end++;
        }
        return end;
    }

    /** The number of words of the name of a type. */
    private static int lengthOfName(List<Word> words, int start) {
        return LONG_TYPES.keySet().stream()
                .filter(type -> isLongType(words, start, type))
                .findFirst()
                .map(List::size)
                .orElse(
                        start < words.size()
                                        && (words.get(start).isName()
                                                || TYPE_KEYWORDS.contains(
                                                        words.get(start).key()))
                                ? 1
                                : 0);
    }

    private static boolean isLongType(List<Word> words, int at, List<String> type) {
        int end = at + type.size();
        return end <= words.size()
                && words.subList(at, end).stream().allMatch(word -> word.kind() == Word.Kind.PLAIN)
                && words.subList(at, end).stream().map(Word::key).toList().equals(type);
    }

    private static List<Word> types(List<Word> words) {
        List<Word> result = new ArrayList<>(words);
        boolean recursive = words.stream().anyMatch(word -> word.is("mutually"));
        for (int at = 0; at < result.size(); at++) {
            if (result.get(at).isSign("::") && at + 1 < result.size()) {
                type(result, at + 1);
            } else if (recursive && result.get(at).isSign("(") && isColumnList(result, at)) {
                columns(result, at);
            }
        }
        return result;
    }

    /** Whether brackets hold the columns of a recursive query, with their types. */
    private static boolean isColumnList(List<Word> words, int open) {
        int close = Brackets.closing(words, open);
        return isCalled(words, open)
                && close + 2 < words.size()
                && words.get(close + 1).is("as")
                && words.get(close + 2).isSign("(");
    }

    private static void columns(List<Word> words, int open) {
        int at = open + 1;
        boolean first = true;
        while (at < Brackets.closing(words, open)) {
            if (!first && !words.get(at).isSign(",")) {
                type(words, at);
            }
            first = words.get(at).isSign(",");
            at++;
        }
    }

    /** Gives the type at a place its stored name. A name in quotes is the one of another type. */
    private static void type(List<Word> words, int at) {
        for (Map.Entry<List<String>, String> type : LONG_TYPES.entrySet()) {
            if (isLongType(words, at, type.getKey())) {
                words.subList(at + 1, at + type.getKey().size()).clear();
                words.set(at, Word.name(type.getValue()));
                return;
            }
        }
        Word word = words.get(at);
        boolean alias = !Keywords.type(word.key()).equals(word.key());
        if (word.kind() == Word.Kind.NAME && alias) {
            words.set(at, word.inQuotes());
        } else if (alias) {
            words.set(at, Word.name(Keywords.type(word.key())));
        }
    }
}
