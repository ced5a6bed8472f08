package dev.verdigris.core.model;

import java.util.List;

import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.lexer.TokenKind;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/**
 * Whether a stored statement uses the name of an object only for that object. The server refuses to rename an object
 * whose name is also that of a column, of an alias or of anything else in the statement, because the text does not say
 * what is meant (Materialize: test/testdrive/rename.td).
 */
public final class ObjectMentions {

    private static final int SCHEMA = 2;
    private static final int DATABASE = 4;

    private ObjectMentions() {}

    /**
     * Whether the last part of the name occurs only as the end of the full name. A text that cannot be read is not
     * known.
     */
    public static boolean areFull(String createSql, ObjectName object) {
        List<Token> tokens =
                Lexer.lex(createSql).stream().filter(Token::isSignificant).toList();
        if (tokens.stream().anyMatch(token -> token.kind() == TokenKind.UNREADABLE)) {
            return false;
        }
        for (int at = 0; at < tokens.size(); at++) {
            if (is(tokens, at, object.name()) && !isFull(tokens, at, object)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFull(List<Token> tokens, int at, ObjectName object) {
        return is(tokens, at - SCHEMA, object.schema().schema())
                && is(tokens, at - DATABASE, object.schema().database())
                && isDot(tokens, at - 1)
                && isDot(tokens, at - SCHEMA - 1)
                && !isDot(tokens, at - DATABASE - 1)
                && !isDot(tokens, at + 1);
    }

    private static boolean is(List<Token> tokens, int at, Identifier name) {
        return at >= 0
                && at < tokens.size()
                && tokens.get(at).isIdentifier()
                && Identifier.of(tokens.get(at).value()).equals(name);
    }

    private static boolean isDot(List<Token> tokens, int at) {
        return at >= 0 && at < tokens.size() && tokens.get(at).isPunctuation(".");
    }
}
