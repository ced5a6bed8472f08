package dev.verdigris.core.diff.data;

import java.util.Optional;
import java.util.OptionalLong;

import dev.verdigris.core.name.Identifier;

/**
 * What was counted in one column.
 *
 * @param name the column
 * @param equal the keys that both sides have and in which the values are equal, of all keys that both sides have; empty
 *     without a key, and if there are no such keys
 * @param live the values of the live side
 * @param staged the values of the staged side
 */
public record ColumnData(Identifier name, Optional<Share> equal, Values live, Values staged) {

    /**
     * The values of one side.
     *
     * @param nulls how many are NULL
     * @param distinct how many different ones there are apart from NULL; empty if they were not counted
     */
    public record Values(long nulls, OptionalLong distinct) {}
}
