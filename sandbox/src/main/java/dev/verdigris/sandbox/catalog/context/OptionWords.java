package dev.verdigris.sandbox.catalog.context;

import java.util.Locale;
import java.util.Set;

import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.statement.option.OptionValue;

/** Prints options' values into templates. */
public final class OptionWords {

    private static final Set<String> CONSTANTS = Set.of("TRUE", "FALSE", "NULL");

    private OptionWords() {}

    /** A name as it is; a constant in small letters. */
    public static String word(OptionValue.Word word) {
        String name = word.name().last();
        return word.name().size() == 1 && CONSTANTS.contains(name)
                ? name.toLowerCase(Locale.ROOT)
                : Template.text(word.name().normalized());
    }
}
