package dev.verdigris.sandbox.statement.parse;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionParser;
import dev.verdigris.sandbox.statement.option.OptionValue;

/** Reads the options of clusters. REPLICAS has options of its own. */
final class ClusterOptionParser {

    private final TokenCursor cursor;
    private final OptionParser options;

    ClusterOptionParser(TokenCursor cursor) {
        this.cursor = cursor;
        this.options = new OptionParser(cursor);
    }

    List<Option> options(boolean parenthesised) {
        if (parenthesised) {
            cursor.expect(Token.Kind.LEFT_PARENTHESIS);
        }
        List<Option> list = new ArrayList<>();
        do {
            list.add(cursor.looksAt("REPLICAS") ? replicas() : options.single(CreateParser.CLUSTER_OPTIONS));
        } while (cursor.accept(Token.Kind.COMMA));
        if (parenthesised) {
            cursor.expect(Token.Kind.RIGHT_PARENTHESIS);
        }
        return list;
    }

    private Option replicas() {
        cursor.expect("REPLICAS");
        if (!cursor.accept(Token.Kind.EQUALS)) {
            cursor.equalsBefore.set(cursor.index());
        }
        cursor.expect(Token.Kind.LEFT_PARENTHESIS);
        List<OptionValue> replicas = new ArrayList<>();
        if (!cursor.looksAt(Token.Kind.RIGHT_PARENTHESIS)) {
            do {
                String name = cursor.identifier();
                replicas.add(new OptionValue.Nested(name, options.inParentheses(CreateParser.REPLICA_OPTIONS)));
            } while (cursor.accept(Token.Kind.COMMA));
        }
        cursor.expect(Token.Kind.RIGHT_PARENTHESIS);
        return new Option("REPLICAS", new OptionValue.Items(replicas));
    }
}
