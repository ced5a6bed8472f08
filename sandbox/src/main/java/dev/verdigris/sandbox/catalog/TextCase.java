package dev.verdigris.sandbox.catalog;

import java.util.Locale;

/** Letter cases of the grammar's own words, whatever the machine's language. */
final class TextCase {

    private TextCase() {}

    static String upper(String words) {
        return words.toUpperCase(Locale.ROOT);
    }
}
