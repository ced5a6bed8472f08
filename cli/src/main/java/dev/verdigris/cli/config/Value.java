package dev.verdigris.cli.config;

import java.util.List;
import java.util.Optional;

/**
 * What was written for one key, before references in it are followed. References stay as they are, so that this value
 * holds no secret of a file.
 *
 * @param items one for a single value, any number for a list
 * @param origin where the value begins
 * @param references how references inside it are written
 */
record Value(List<Item> items, Origin origin, References references) {

    Value {
        items = List.copyOf(items);
    }

    /**
     * One text.
     *
     * @param database the database that a schema was qualified with
     * @param origin where this item stands
     */
    record Item(Optional<String> database, String text, Origin origin) {}

    /** A single value in which nothing is a reference. */
    static Value plain(String text, Origin origin) {
        return new Value(List.of(new Item(Optional.empty(), text, origin)), origin, References.NONE);
    }

    /** A list in which nothing is a reference. */
    static Value plain(List<String> texts, Origin origin) {
        return new Value(
                texts.stream()
                        .map(text -> new Item(Optional.empty(), text, origin))
                        .toList(),
                origin,
                References.NONE);
    }
}
