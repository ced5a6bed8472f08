package dev.verdigris.engine.internal.project;

import java.util.Locale;

/**
 * Decides which names look like mistyped ones. The distance of two names is the number of characters to add, to leave
 * out or to change, or of neighbors to exchange, in any case of letters.
 */
final class NearNames {

    /** The ending of a file that is read. */
    static final String ENDING = ".sql";

    private static final int FAR_DIRECTORY = 3;

    private NearNames() {}

    /** Whether a directory's name is probably meant to be {@code right}. */
    static boolean isNearDirectory(String name, String right) {
        return !name.equals(right) && distance(lower(name), lower(right)) < FAR_DIRECTORY;
    }

    /**
     * Whether a file's name is probably meant to end in {@code .sql}: its ending is that in other letters, or with a
     * single mistake, or with {@code .txt} or a space after it.
     */
    static boolean isNearEnding(String name) {
        if (name.endsWith(ENDING) || isUnsaved(name)) {
            return false;
        }
        String lower = lower(name).strip();
        String ending = lower.substring(lower.lastIndexOf('.') + 1);
        boolean hasEnding = lower.contains(".");
        return lower.endsWith(ENDING) || lower.endsWith(ENDING + ".txt") || hasEnding && distance(ending, "sql") == 1;
    }

    /** The name with the right ending, for a name with a near one. */
    static String corrected(String name) {
        String bare = name.strip();
        String lower = lower(bare);
        int end = lower.endsWith(ENDING + ".txt") ? lower.length() - ".sql.txt".length() : lower.lastIndexOf('.');
        return bare.substring(0, end) + ENDING;
    }

    /** Whether a name contains {@code .sql} before a further ending, as names of copies do. */
    static boolean isCopy(String name) {
        return lower(name).contains(ENDING + ".") || isUnsaved(name);
    }

    /** Whether an editor gave this name to the unsaved text of a file: {@code #x.sql#}. */
    private static boolean isUnsaved(String name) {
        return name.startsWith("#") && name.endsWith(ENDING + "#");
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The optimal string alignment distance. */
    static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        int changed = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean exchanged =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return exchanged ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
