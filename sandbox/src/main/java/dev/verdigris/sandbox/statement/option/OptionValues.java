package dev.verdigris.sandbox.statement.option;

import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.error.SqlError;

/** Reads typed values from options, with Materialize's errors for invalid ones. */
public final class OptionValues {

    private OptionValues() {}

    /** The last option of a name, if there is one. */
    public static Optional<Option> find(List<Option> options, String name) {
        return options.stream().filter(option -> option.name().equals(name)).reduce((first, second) -> second);
    }

    /** The option's value as text; a word counts as its own text. */
    public static String text(Option option) {
        return switch (option.value()) {
            case null -> throw invalid(option, "requires a value");
            case OptionValue.Text text -> text.value();
            case OptionValue.Number number -> number.value();
            case OptionValue.Word word -> word.name().toString();
            case OptionValue.Items items -> throw invalid(option, "cannot use value as string");
            case OptionValue.Nested nested -> throw invalid(option, "cannot use value as string");
            case OptionValue.SecretName secret -> throw invalid(option, "cannot use value as string");
            case OptionValue.Raw raw -> throw invalid(option, "cannot use value as string");
        };
    }

    /** The option's value as a truth value; none counts as true. */
    public static boolean flag(Option option) {
        if (option.value() == null) {
            return true;
        }
        return switch (text(option).toLowerCase(java.util.Locale.ROOT)) {
            case "true", "t", "on", "1" -> true;
            case "false", "f", "off", "0" -> false;
            default -> throw invalid(option, "cannot use value as boolean");
        };
    }

    /** The option's value as a whole number that is not negative. */
    public static int count(Option option) {
        String text = text(option);
        try {
            int count = Integer.parseInt(text);
            if (count < 0) {
                throw invalid(option, "invalid unsigned numeric value: invalid digit found in string");
            }
            return count;
        } catch (NumberFormatException e) {
            throw invalid(option, "invalid unsigned numeric value: invalid digit found in string");
        }
    }

    /** The option's value as texts; a single text counts as a list of one. */
    public static List<String> texts(Option option) {
        if (option.value() instanceof OptionValue.Items items) {
            return items.values().stream()
                    .map(item -> text(new Option(option.name(), item)))
                    .toList();
        }
        return List.of(text(option));
    }

    private static SqlError invalid(Option option, String why) {
        return SqlError.internal("invalid " + option.name() + ": " + why);
    }
}
