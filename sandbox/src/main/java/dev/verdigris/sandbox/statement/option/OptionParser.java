package dev.verdigris.sandbox.statement.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/** Reads lists of options such as {@code (SIZE = '100cc', REPLICATION FACTOR 2)}. */
public final class OptionParser {

    private final TokenCursor cursor;

    /** Reads options at the cursor. */
    public OptionParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** The options of connections whose value is a name, which may follow without an equals sign. */
    private static final Set<String> NAMED_VALUES =
            Set.of("SECURITY PROTOCOL", "AWS CONNECTION", "AWS PRIVATELINK", "SSH TUNNEL");

    /** Options in parentheses, of the given names. */
    public List<Option> inParentheses(String... names) {
        cursor.expect(Token.Kind.LEFT_PARENTHESIS);
        List<Option> options = new ArrayList<>();
        if (!cursor.looksAt(Token.Kind.RIGHT_PARENTHESIS)) {
            options.addAll(bare(names));
        }
        cursor.expect(Token.Kind.RIGHT_PARENTHESIS);
        return options;
    }

    /** Options without parentheses, of the given names. */
    public List<Option> bare(String... names) {
        List<Option> options = new ArrayList<>();
        do {
            options.add(single(names));
        } while (cursor.accept(Token.Kind.COMMA));
        return options;
    }

    /** One option, of one of the given names. */
    public Option single(String... names) {
        return new Option(cursor.expectOneOf(names), value());
    }

    /** Reads options in parentheses if WITH is next. */
    public List<Option> with(String... names) {
        return cursor.accept("WITH") ? inParentheses(names) : List.of();
    }

    /** Options of any name, as connections have them: a run of words is the name. */
    public List<Option> anyInParentheses() {
        cursor.expect(Token.Kind.LEFT_PARENTHESIS);
        List<Option> options = new ArrayList<>();
        if (!cursor.looksAt(Token.Kind.RIGHT_PARENTHESIS)) {
            do {
                options.add(any());
            } while (cursor.accept(Token.Kind.COMMA));
        }
        cursor.expect(Token.Kind.RIGHT_PARENTHESIS);
        return options;
    }

    private Option any() {
        List<String> words = new ArrayList<>();
        while (cursor.looksAt(Token.Kind.WORD)
                && !(cursor.looksAt("SECRET") && !words.isEmpty())
                && !NAMED_VALUES.contains(String.join(" ", words))) {
            cursor.keywords.set(cursor.index());
            words.add(TokenCursor.upper(cursor.advance().value()));
        }
        if (words.isEmpty()) {
            throw cursor.expected("identifier");
        }
        return new Option(String.join(" ", words), value());
    }

    private @Nullable OptionValue value() {
        int at = cursor.index();
        boolean typed = cursor.accept(Token.Kind.EQUALS);
        if (!typed
                && (cursor.looksAt(Token.Kind.COMMA)
                        || cursor.looksAt(Token.Kind.RIGHT_PARENTHESIS)
                        || cursor.atEnd())) {
            return null;
        }
        if (!typed) {
            cursor.equalsBefore.set(at);
        }
        OptionValue value = element();
        return untilSeparator(value, at + (typed ? 1 : 0));
    }

    /** A value with more words, such as {@code 'host' USING SSH TUNNEL t}, is kept as text. */
    private OptionValue untilSeparator(OptionValue value, int from) {
        if (isSeparator()) {
            return value;
        }
        while (!isSeparator()) {
            boolean opens = cursor.looksAt(Token.Kind.LEFT_PARENTHESIS) || cursor.looksAt(Token.Kind.LEFT_BRACKET);
            cursor.moveTo(opens ? cursor.closing(cursor.index()) + 1 : cursor.index() + 1);
        }
        return new OptionValue.Raw(cursor.source(from, cursor.index()));
    }

    private boolean isSeparator() {
        return cursor.looksAt(Token.Kind.COMMA)
                || cursor.looksAt(Token.Kind.RIGHT_PARENTHESIS)
                || cursor.looksAt(Token.Kind.RIGHT_BRACKET)
                || cursor.atEnd();
    }

    private OptionValue element() {
        Token token = cursor.peek();
        return switch (token.kind()) {
            case STRING -> new OptionValue.Text(cursor.advance().value());
            case NUMBER -> new OptionValue.Number(cursor.advance().value());
            case OPERATOR -> negative();
            case LEFT_PARENTHESIS -> items(Token.Kind.LEFT_PARENTHESIS, Token.Kind.RIGHT_PARENTHESIS);
            case LEFT_BRACKET -> items(Token.Kind.LEFT_BRACKET, Token.Kind.RIGHT_BRACKET);
            case WORD, QUOTED -> words();
            case PARAMETER,
                    STAR,
                    EQUALS,
                    RIGHT_PARENTHESIS,
                    RIGHT_BRACKET,
                    DOT,
                    COMMA,
                    COLON,
                    DOUBLE_COLON,
                    SEMICOLON,
                    END -> throw cursor.expected("option value");
        };
    }

    private OptionValue negative() {
        if (!cursor.peek().value().equals("-") || !cursor.peek(1).is(Token.Kind.NUMBER)) {
            throw cursor.expected("option value");
        }
        cursor.advance();
        return new OptionValue.Number("-" + cursor.advance().value());
    }

    private OptionValue items(Token.Kind open, Token.Kind close) {
        cursor.expect(open);
        List<OptionValue> values = new ArrayList<>();
        if (!cursor.looksAt(close)) {
            do {
                int from = cursor.index();
                values.add(untilSeparator(element(), from));
            } while (cursor.accept(Token.Kind.COMMA));
        }
        cursor.expect(close);
        return new OptionValue.Items(values);
    }

    private OptionValue words() {
        if (cursor.accept("SECRET")) {
            return new OptionValue.SecretName(cursor.path());
        }
        if (cursor.accept("ON REFRESH")) {
            return new OptionValue.Nested(
                    "ON REFRESH",
                    cursor.looksAt(Token.Kind.LEFT_PARENTHESIS)
                            ? inParentheses("HYDRATION TIME ESTIMATE", "REHYDRATION TIME ESTIMATE")
                            : List.of());
        }
        if (cursor.accept("ON COMMIT")) {
            return new OptionValue.Nested("ON COMMIT", List.of());
        }
        if (cursor.looksAt("EVERY") || cursor.looksAt("AT")) {
            return refresh();
        }
        if (cursor.accept("FOR")) {
            return new OptionValue.Nested("FOR", List.of(new Option("FOR", element())));
        }
        String constant = cursor.acceptOneOf("TRUE", "FALSE", "NULL", "MANUAL", "DEFAULT");
        return new OptionValue.Word(constant == null ? cursor.path() : ObjectPath.of(TokenCursor.upper(constant)));
    }

    private OptionValue refresh() {
        String word = cursor.expectOneOf("EVERY", "AT");
        List<Option> parts = new ArrayList<>();
        if (word.equals("AT") && cursor.accept("CREATION")) {
            parts.add(new Option("AT", new OptionValue.Word(ObjectPath.of("CREATION"))));
            return new OptionValue.Nested("AT", parts);
        }
        parts.add(new Option(word, element()));
        if (cursor.accept("ALIGNED TO")) {
            parts.add(new Option("ALIGNED TO", element()));
        }
        return new OptionValue.Nested(word, parts);
    }
}
