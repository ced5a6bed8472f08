package dev.verdigris.core.model.syntax;

/**
 * Something in a text that cannot be read.
 *
 * @param offset where it stands in the text, in UTF-16 units
 * @param what one sentence in the present tense, beginning in lower case and without a full stop
 */
public record SyntaxProblem(int offset, String what) {}
