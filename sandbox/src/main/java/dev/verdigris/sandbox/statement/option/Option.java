package dev.verdigris.sandbox.statement.option;

import org.jspecify.annotations.Nullable;

/**
 * One option of a list such as {@code (SIZE = '100cc', REPLICATION FACTOR 2)}.
 *
 * @param name in capitals, words separated by one blank
 * @param value the value after the name, or null
 */
public record Option(String name, @Nullable OptionValue value) {}
