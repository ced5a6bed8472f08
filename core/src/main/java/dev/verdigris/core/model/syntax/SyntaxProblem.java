package dev.verdigris.core.model.syntax;

/**
 * A place in a text that cannot be read.
 *
 * @param offset its offset in the text, in UTF-16 units
 * @param what one sentence in the present tense that begins in lower case and has no full stop
 */
public record SyntaxProblem(int offset, String what) {}
