package dev.verdigris.sandbox.statement.lex;

/**
 * The words of one statement.
 *
 * @param sql as typed, without the semicolon, surrounding blanks and comments
 * @param offset where {@code sql} begins in its script, in UTF-16 units from 0
 * @param normalized as Materialize prints it back: keywords in capitals, one blank between words, options with their
 *     equals signs
 */
public record StatementText(String sql, int offset, String normalized) {}
