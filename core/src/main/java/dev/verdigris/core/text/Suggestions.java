package dev.verdigris.core.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Finds the known name that a misspelled one probably means. */
public final class Suggestions {

    private Suggestions() {}

    /** The nearest of {@code known}, if it is near enough. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        return near(written, known, Function.identity()).stream().findFirst();
    }

    /** A clause such as {@code " (did you mean a or b?)"}; empty if none of {@code known} is near enough. */
    public static <T> String clause(String written, Collection<T> known, Function<T, String> name) {
        return near(written, known, name).stream()
                .limit(2)
                .map(Object::toString)
                .reduce((first, second) -> first + " or " + second)
                .map(names -> " (did you mean " + names + "?)")
                .orElse("");
    }

    /** The names in {@code known} that differ in at most a third of their letters, the nearest first. */
    private static <T> List<T> near(String written, Collection<T> known, Function<T, String> name) {
        int limit = Math.max(1, written.length() / 3);
        String plain = plain(written);
        return known.stream()
                .filter(candidate -> distance(plain, plain(name.apply(candidate))) <= limit)
                .sorted(Comparator.comparingInt((T candidate) -> distance(plain, plain(name.apply(candidate))))
                        .thenComparing(Object::toString))
                .toList();
    }

    /** Case does not count, and a hyphen equals an underscore. */
    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** The number of edits (insert, delete, replace, exchange two neighbors) that turn one word into the other. */
    public static int distance(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, from, to, i, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int cheapest(int[][] edits, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int best = Math.min(edits[i - 1][j - 1] + (same ? 0 : 1), Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean exchanged =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return exchanged ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
