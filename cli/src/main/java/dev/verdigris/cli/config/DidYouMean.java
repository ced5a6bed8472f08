package dev.verdigris.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the word that was probably meant. */
final class DidYouMean {

    private DidYouMean() {}

    /** A cure that names the nearest of {@code known}, or all of them if none is near. */
    static String cure(String written, Collection<String> known) {
        String lower = written.toLowerCase(Locale.ROOT).replace('-', '_');
        return known.stream()
                .min(Comparator.comparingInt(word -> distance(lower, word.toLowerCase(Locale.ROOT))))
                .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT)) <= Math.max(1, word.length() / 3))
                .map(word -> "Did you mean " + word + "?")
                .orElseGet(() -> known.isEmpty() ? "Remove it." : "Known are: " + String.join(", ", known));
    }

    /** Edits (insert, delete, replace) that turn one word into the other. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                int replace = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
