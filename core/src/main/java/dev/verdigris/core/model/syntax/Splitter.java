package dev.verdigris.core.model.syntax;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.lexer.TokenKind;

/** Cuts a text of several statements at its semicolons. */
public final class Splitter {

    private Splitter() {}

    /**
     * The statements of a text, and its unreadable places.
     *
     * @param statements the significant tokens of each statement, never empty and without semicolons
     * @param problems unreadable places; if there are any, the statements are incomplete
     */
    public record Split(List<List<Token>> statements, List<SyntaxProblem> problems) {
        public Split {
            statements = List.copyOf(statements);
            problems = List.copyOf(problems);
        }
    }

    /** Splits a text. Empty statements are left out. */
    public static Split split(String text) {
        List<List<Token>> statements = new ArrayList<>();
        List<SyntaxProblem> problems = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        for (Token token : Lexer.lex(text)) {
            if (token.kind() == TokenKind.UNREADABLE) {
                problems.add(new SyntaxProblem(token.start(), token.value()));
            } else if (token.isPunctuation(";")) {
                close(current, statements);
                current = new ArrayList<>();
            } else if (token.isSignificant()) {
                current.add(token);
            }
        }
        close(current, statements);
        return new Split(statements, problems);
    }

    private static void close(List<Token> current, List<List<Token>> statements) {
        if (!current.isEmpty()) {
            statements.add(List.copyOf(current));
        }
    }
}
