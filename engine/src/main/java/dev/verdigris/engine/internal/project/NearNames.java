package dev.verdigris.engine.internal.project;

import java.util.Locale;

import dev.verdigris.core.text.Suggestions;

/**
 * Decides which names of files and directories look like mistyped ones, in any case of letters.
 */
final class NearNames {

    /** The ending of a file that is read. */
    static final String ENDING = ".sql";

    private static final int FAR_DIRECTORY = 3;

    private NearNames() {}

    /** Whether a directory's name is probably meant to be {@code right}. */
    static boolean isNearDirectory(String name, String right) {
        return !name.equals(right) && Suggestions.distance(lower(name), lower(right)) < FAR_DIRECTORY;
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
        return lower.endsWith(ENDING)
                || lower.endsWith(ENDING + ".txt")
                || hasEnding && Suggestions.distance(ending, "sql") == 1;
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
}
