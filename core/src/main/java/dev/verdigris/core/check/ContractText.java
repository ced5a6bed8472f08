package dev.verdigris.core.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.name.Identifier;

/**
 * Reads the columns of a contract. The catalog names the type of a column without modifiers, so a contract has none
 * either.
 */
final class ContractText {

    /** The other spellings of types, and the spelling of the catalog. */
    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int2", "smallint"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("bool", "boolean"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("double", "double precision"),
            Map.entry("float", "double precision"),
            Map.entry("string", "text"),
            Map.entry("varchar", "character varying"),
            Map.entry("char", "character"),
            Map.entry("json", "jsonb"),
            Map.entry("timestamp", "timestamp without time zone"),
            Map.entry("timestamptz", "timestamp with time zone"));

    private ContractText() {}

    /** Reads the tokens of a list of columns; empty if they are none. */
    static Optional<List<Template.ContractColumn>> parse(List<Token> tokens) {
        List<Template.ContractColumn> columns = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        for (Token token : tokens) {
            if (token.isPunctuation(",")) {
                Optional<Template.ContractColumn> column = column(current);
                if (column.isEmpty()) {
                    return Optional.empty();
                }
                columns.add(column.get());
                current.clear();
            } else {
                current.add(token);
            }
        }
        return column(current).map(last -> {
            columns.add(last);
            return List.copyOf(columns);
        });
    }

    private static Optional<Template.ContractColumn> column(List<Token> tokens) {
        int size = tokens.size();
        if (size < 2
                || !tokens.getFirst().isIdentifier()
                || tokens.getFirst().value().isEmpty()) {
            return Optional.empty();
        }
        boolean required = size > 3
                && tokens.get(size - 2).isWord("not")
                && tokens.get(size - 1).isWord("null");
        List<Token> type = tokens.subList(1, required ? size - 2 : size);
        boolean plain = type.stream()
                .allMatch(token -> token.isIdentifier() || token.isPunctuation("[") || token.isPunctuation("]"));
        if (!plain || type.stream().anyMatch(token -> token.isWord("null"))) {
            return Optional.empty();
        }
        String text = type.stream().map(Token::value).collect(Collectors.joining(" "));
        String element = text.replace(" [ ]", "");
        String spelled = SPELLINGS.getOrDefault(element, element)
                + text.substring(element.length()).replace(" ", "");
        return Optional.of(
                new Template.ContractColumn(Identifier.of(tokens.getFirst().value()), spelled, required));
    }
}
