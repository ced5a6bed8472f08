package dev.verdigris.core.step;

/**
 * A name and the one that replaces it.
 *
 * @param <N> the type of names
 * @param name the name before
 * @param renamed the name after
 */
public record Renamed<N>(N name, N renamed) {}
