package dev.verdigris.engine.internal.build;

/**
 * One statement of a build.
 *
 * @param kind what it does, in kebab case
 * @param summary the same in a few words, with the name
 * @param origin why it is run: a file and line, or a clause
 * @param sql the statement, without a semicolon
 */
public record Action(String kind, String summary, String origin, String sql) {}
