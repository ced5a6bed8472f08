package dev.verdigris.core.model.syntax;

import java.util.List;
import java.util.stream.Collectors;

import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.name.Identifier;

/**
 * A dotted name as it is in the text: one part or more.
 *
 * @param parts the identifiers between the dots, from left to right; never empty
 */
public record NamePath(List<Token> parts) {

    public NamePath {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a name has at least one part");
        }
    }

    /** The number of parts. */
    public int size() {
        return parts.size();
    }

    /**
     * One part as the server reads it: folded, or unquoted.
     *
     * @param index counted from 0, from the left
     */
    public Identifier part(int index) {
        return Identifier.of(parts.get(index).value());
    }

    /** The last part. */
    public Identifier last() {
        return part(size() - 1);
    }

    /** All parts except the last one. There must be at least two. */
    NamePath qualifier() {
        return new NamePath(parts.subList(0, size() - 1));
    }

    /** Offset of its first character. */
    public int start() {
        return parts.get(0).start();
    }

    /** Offset after its last character. */
    public int end() {
        return parts.get(size() - 1).end();
    }

    /** The parts joined by dots, for messages. */
    @Override
    public String toString() {
        return parts.stream().map(Token::value).collect(Collectors.joining("."));
    }
}
