package dev.verdigris.core.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Finds the name that somebody may have meant. */
final class Suggestions {

    private Suggestions() {}

    /** A clause such as {@code " (did you mean a or b?)"}, or nothing if none of {@code known} comes near. */
    static <T> String forName(String written, Collection<T> known, Function<T, String> name) {
        int limit = Math.max(1, written.length() / 3);
        List<T> near = known.stream()
                .filter(candidate -> distance(written, name.apply(candidate)) <= limit)
                .sorted(Comparator.comparingInt((T candidate) -> distance(written, name.apply(candidate)))
                        .thenComparing(Object::toString))
                .limit(2)
                .toList();
        return near.stream()
                .map(Object::toString)
                .reduce((first, second) -> first + " or " + second)
                .map(names -> " (did you mean " + names + "?)")
                .orElse("");
    }

    /** The number of letters to insert, drop or exchange between two words; case does not count. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                boolean same = Character.toLowerCase(from.charAt(i - 1)) == Character.toLowerCase(to.charAt(j - 1));
                int exchange = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchange, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
