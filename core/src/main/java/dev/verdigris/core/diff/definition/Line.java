package dev.verdigris.core.diff.definition;

/**
 * A line of a definition.
 *
 * @param key what it means; two lines with the same key are the same
 * @param text how it is written
 */
record Line(String key, String text) {}
