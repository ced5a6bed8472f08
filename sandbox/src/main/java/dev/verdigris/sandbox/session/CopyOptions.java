package dev.verdigris.sandbox.session;

import java.util.Locale;

import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.Copy;
import dev.verdigris.sandbox.statement.Option;
import dev.verdigris.sandbox.statement.OptionValue;
import org.jspecify.annotations.Nullable;

/** The options of COPY … TO STDOUT that PostgreSQL and Materialize share: FORMAT text or csv. */
final class CopyOptions {

    private CopyOptions() {}

    static String render(Copy.CopyTo copy) {
        String format = "text";
        for (Option option : copy.options()) {
            if (!option.name().equals("FORMAT")) {
                throw SqlFailure.unsupported("COPY with option " + option.name());
            }
            format = format(option.value());
        }
        return " WITH (FORMAT " + format + ")";
    }

    private static String format(@Nullable OptionValue value) {
        String word = value instanceof OptionValue.Word name
                ? name.name().last()
                : value instanceof OptionValue.Text text ? text.value() : "";
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "text" -> "text";
            case "csv" -> "csv";
            default -> throw SqlFailure.unsupported("COPY with format " + word);
        };
    }
}
