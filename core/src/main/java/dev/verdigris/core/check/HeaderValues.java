package dev.verdigris.core.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.lexer.TokenKind;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.text.DurationText;

/** Reads the values of a header. A value that cannot be read is a problem of its line and empty here. */
final class HeaderValues {

    private static final Pattern FRACTION = Pattern.compile("0?\\.\\d{1,6}");

    private final Header header;
    private final Identifier database;

    /**
     * Prepares.
     *
     * @param database the database of a name that has none
     */
    HeaderValues(Header header, Identifier database) {
        this.header = header;
        this.database = database;
    }

    /** A constant by its word. */
    <E extends Enum<E>> Optional<E> constant(HeaderKey key, Class<E> type) {
        return header.entry(key).flatMap(entry -> {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(Locale.ROOT).equals(entry.value())) {
                    return Optional.of(constant);
                }
            }
            List<String> words = new ArrayList<>();
            for (E constant : type.getEnumConstants()) {
                words.add(constant.name().toLowerCase(Locale.ROOT));
            }
            return wrong(key, entry, String.join(" or ", words));
        });
    }

    /** A text of one line. */
    Optional<String> text(HeaderKey key) {
        return header.entry(key).map(Header.Entry::value);
    }

    /** SQL whose tokens can all be read and that ends no statement. */
    Optional<String> sql(HeaderKey key) {
        return header.entry(key).flatMap(entry -> {
            int open = 0;
            for (Token token : Lexer.lex(entry.value())) {
                open += token.isPunctuation("(") ? 1 : token.isPunctuation(")") ? -1 : 0;
                if (open < 0) {
                    break;
                }
                if (token.kind() == TokenKind.UNREADABLE) {
                    return wrong(key, entry, "SQL; " + token.value());
                }
                if (token.isPunctuation(";") || token.kind() == TokenKind.COMMENT) {
                    return wrong(key, entry, "SQL without a semicolon and without a comment");
                }
            }
            return open == 0 ? Optional.of(entry.value()) : wrong(key, entry, "SQL whose brackets are closed");
        });
    }

    /** A list of SQL values without NULL. */
    Optional<String> values(HeaderKey key) {
        Optional<String> values = sql(key);
        boolean hasNull =
                values.stream().flatMap(text -> Lexer.lex(text).stream()).anyMatch(token -> token.isWord("null"));
        return hasNull ? wrong(key, header.entry(key).orElseThrow(), "a list without NULL, which is accepted") : values;
    }

    /** A length of time that is not zero. */
    Optional<Duration> duration(HeaderKey key) {
        return header.entry(key)
                .flatMap(entry -> DurationText.parse(entry.value())
                        .filter(length -> !length.isZero())
                        .or(() -> wrong(key, entry, "a length of time, such as 30s, 5m, 1h30m or 2d")));
    }

    /** A number between 0 and 1, both excluded. */
    Optional<BigDecimal> fraction(HeaderKey key) {
        return header.entry(key)
                .flatMap(entry -> Optional.of(entry.value())
                        .filter(text -> FRACTION.matcher(text).matches())
                        .map(BigDecimal::new)
                        .filter(number -> number.signum() > 0)
                        .or(() -> wrong(key, entry, "a number between 0 and 1, such as 0.99")));
    }

    /** A tolerance. */
    Optional<Tolerance> tolerance() {
        return header.entry(HeaderKey.TOLERANCE)
                .flatMap(entry -> Tolerance.parse(entry.value())
                        .or(() -> wrong(
                                HeaderKey.TOLERANCE,
                                entry,
                                "a number of rows up to " + Tolerance.MOST_ROWS + ", such as 3 rows, or a share up to"
                                        + " 100 %, such as 0.5 %")));
    }

    /** One name. */
    Optional<Identifier> name(HeaderKey key) {
        return header.entry(key)
                .flatMap(entry -> names(entry.value())
                        .filter(names -> names.size() == 1)
                        .map(List::getFirst)
                        .or(() -> wrong(key, entry, "the name of one column")));
    }

    /** Several names with commas between them. */
    Optional<List<Identifier>> names(HeaderKey key) {
        return header.entry(key)
                .flatMap(entry ->
                        names(entry.value()).or(() -> wrong(key, entry, "names of columns with commas between them")));
    }

    /** The name of a relation or sink with its schema. */
    Optional<ObjectName> object(HeaderKey key) {
        return header.entry(key)
                .flatMap(entry -> object(significant(entry.value()))
                        .or(() -> wrong(key, entry, "a name with its schema, such as shop.revenue")));
    }

    /** A relation and one of its columns: {@code shop.customers (id)}. */
    Optional<Reference> reference(HeaderKey key) {
        return header.entry(key).flatMap(entry -> {
            List<Token> tokens = significant(entry.value());
            int size = tokens.size();
            Optional<Reference> read = size > 3
                            && tokens.get(size - 3).isPunctuation("(")
                            && tokens.get(size - 2).isIdentifier()
                            && tokens.get(size - 1).isPunctuation(")")
                    ? object(tokens.subList(0, size - 3))
                            .map(name -> new Reference(
                                    name, Identifier.of(tokens.get(size - 2).value())))
                    : Optional.empty();
            return read.or(() -> wrong(key, entry, "a relation and its column, such as shop.customers (id)"));
        });
    }

    /** The columns of a contract: {@code id bigint not null, amount numeric}. */
    Optional<List<Template.ContractColumn>> contract(HeaderKey key) {
        return header.entry(key)
                .flatMap(entry -> ContractText.parse(significant(entry.value()))
                        .or(() -> wrong(
                                key,
                                entry,
                                "names and types of columns without modifiers, such as id bigint not null, amount"
                                        + " numeric")));
    }

    /**
     * A column of a relation.
     *
     * @param relation the relation
     * @param column the column
     */
    record Reference(ObjectName relation, Identifier column) {}

    private <T> Optional<T> wrong(HeaderKey key, Header.Entry entry, String accepted) {
        header.problem(
                entry.line(), "the value of " + key.word() + " is " + entry.value() + "; it must be " + accepted);
        return Optional.empty();
    }

    private Optional<ObjectName> object(List<Token> tokens) {
        Optional<List<Identifier>> parts = separated(tokens, ".");
        int size = parts.map(List::size).orElse(0);
        if (size < 2 || size > 3) {
            return Optional.empty();
        }
        List<Identifier> names = parts.orElseThrow();
        SchemaName schema = new SchemaName(size == 3 ? names.get(0) : database, names.get(size - 2));
        return Optional.of(new ObjectName(schema, names.get(size - 1)));
    }

    private static Optional<List<Identifier>> names(String text) {
        return separated(significant(text), ",");
    }

    private static Optional<List<Identifier>> separated(List<Token> tokens, String sign) {
        List<Identifier> names = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean fits = i % 2 == 0 ? token.isIdentifier() && !token.value().isEmpty() : token.isPunctuation(sign);
            if (!fits) {
                return Optional.empty();
            }
            if (i % 2 == 0) {
                names.add(Identifier.of(token.value()));
            }
        }
        return tokens.size() % 2 == 1 ? Optional.of(names) : Optional.empty();
    }

    private static List<Token> significant(String text) {
        return Lexer.lex(text).stream().filter(Token::isSignificant).toList();
    }
}
