package dev.verdigris.sandbox.session.variable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;

/**
 * One session variable (Materialize docs: sql/show, "Configuration parameters").
 *
 * @param name as shown; looked up without regard to case
 * @param initial the value that a new session has
 * @param kind which values it takes
 * @param description what SHOW ALL says of it
 */
public record VariableDefinition(String name, String initial, Kind kind, String description) {

    /** The values that a variable takes. */
    sealed interface Kind {

        /** Any text. */
        record Text() implements Kind {}

        /** {@code on} or {@code off}. */
        record Flag() implements Kind {}

        /**
         * One of some words, compared without regard to case; the key is the written form, the value the stored form.
         */
        record Choice(Map<String, String> words) implements Kind {}

        /** A flag that must stay on. */
        record OnlyOn() implements Kind {}

        /** A whole number. */
        record Number() implements Kind {}

        /** A length of time. */
        record Duration() implements Kind {}

        /** Names in order. */
        record Names() implements Kind {}

        /** A value that cannot be set. */
        record Fixed() implements Kind {}
    }

    /** The value to store for the written values. */
    String parse(List<String> values) {
        String value = String.join(", ", values);
        return switch (kind) {
            case Kind.Text text -> one(values);
            case Kind.Names names ->
                String.join(", ", values.stream().map(NameList::quoteIfNeeded).toList());
            case Kind.Flag flag -> flag(one(values));
            case Kind.OnlyOn only -> onlyOn(one(values));
            case Kind.Choice choice -> choice(choice, value);
            case Kind.Number number -> number(one(values));
            case Kind.Duration duration ->
                DurationFormat.normalize(one(values)).orElseThrow(() -> requires("duration"));
            case Kind.Fixed fixed -> throw SqlError.of("55P02", "parameter \"" + name + "\" cannot be changed");
        };
    }

    private String one(List<String> values) {
        if (values.size() != 1) {
            throw SqlError.of(
                    "22023",
                    "parameter \"" + name + "\" cannot have value "
                            + values.stream().map(NameList::quote).collect(Collectors.joining(","))
                            + ": expects a single value");
        }
        return values.get(0);
    }

    private String flag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "on", "true", "t", "yes", "y", "1" -> "on";
            case "off", "false", "f", "no", "n", "0" -> "off";
            default -> throw requires("boolean");
        };
    }

    private String onlyOn(String value) {
        if (!flag(value).equals("on")) {
            throw SqlError.of("22023", "parameter \"" + name + "\" can only be set to \"on\"");
        }
        return "on";
    }

    private SqlError requires(String type) {
        return SqlError.of("22023", "parameter \"" + name + "\" requires a \"" + type + "\" value");
    }

    private String number(String value) {
        if (!value.matches("[+-]?[0-9]{1,9}")) {
            throw requires("integer");
        }
        return Integer.toString(Integer.parseInt(value));
    }

    private String choice(Kind.Choice choice, String value) {
        String kept = choice.words().get(value.toLowerCase(Locale.ROOT));
        if (kept == null) {
            throw new SqlError(invalid(value)
                    .diagnostic()
                    .withHint("Available values: "
                            + String.join(
                                    ", ",
                                    choice.words().values().stream()
                                            .distinct()
                                            .sorted()
                                            .toList())
                            + "."));
        }
        return kept;
    }

    private SqlError invalid(String value) {
        return new SqlError(
                Diagnostic.error("22023", "invalid value for parameter \"" + name + "\": \"" + value + "\""));
    }
}
