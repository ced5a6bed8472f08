package dev.verdigris.core.catalog;

import dev.verdigris.core.name.Identifier;

/**
 * A column of a relation.
 *
 * @param name its name
 * @param position its position, from 1
 * @param type the bare name of its type
 * @param modifier the modifier of its type as the server counts it, such as the greatest length of a text; -1 if it has
 *     none
 * @param nullable whether it may be null
 */
public record Column(Identifier name, int position, String type, int modifier, boolean nullable) {}
