package dev.verdigris.sandbox.statement.option;

import java.util.List;

import dev.verdigris.sandbox.statement.name.ObjectPath;

/** The value of an {@link Option}. */
public sealed interface OptionValue {

    /**
     * A text between quotes.
     *
     * @param value the text without its quotes
     */
    record Text(String value) implements OptionValue {}

    /**
     * A number, as written.
     *
     * @param value its digits
     */
    record Number(String value) implements OptionValue {}

    /**
     * An identifier, a name or a keyword such as TRUE or MANUAL.
     *
     * @param name its parts
     */
    record Word(ObjectPath name) implements OptionValue {}

    /**
     * SECRET name.
     *
     * @param name the secret
     */
    record SecretName(ObjectPath name) implements OptionValue {}

    /**
     * A list in parentheses or brackets.
     *
     * @param values the elements
     */
    record Items(List<OptionValue> values) implements OptionValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /**
     * Words with options of their own: {@code ON REFRESH (…)}, a replica's {@code r1 (SIZE …)}.
     *
     * @param name the words before the parenthesis
     * @param options the options between the parentheses
     */
    record Nested(String name, List<Option> options) implements OptionValue {
        public Nested {
            options = List.copyOf(options);
        }
    }

    /**
     * A value that is kept as text, such as {@code 'host:9092' USING SSH TUNNEL t}.
     *
     * @param sql as typed
     */
    record Raw(String sql) implements OptionValue {}
}
