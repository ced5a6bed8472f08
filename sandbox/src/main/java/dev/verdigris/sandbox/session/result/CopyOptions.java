package dev.verdigris.sandbox.session.result;

import java.util.Locale;

import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.ast.Copy;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionValue;
import org.jspecify.annotations.Nullable;

/** The options of COPY … TO STDOUT: FORMAT text or csv. */
public final class CopyOptions {

    private CopyOptions() {}

    public static CopySink.Format format(Copy.CopyTo copy) {
        CopySink.Format format = CopySink.Format.TEXT;
        for (Option option : copy.options()) {
            if (!option.name().equals("FORMAT")) {
                throw SqlFailure.unsupported("COPY with option " + option.name());
            }
            format = format(option.value());
        }
        return format;
    }

    private static CopySink.Format format(@Nullable OptionValue value) {
        String word = value instanceof OptionValue.Word name
                ? name.name().last()
                : value instanceof OptionValue.Text text ? text.value() : "";
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "text" -> CopySink.Format.TEXT;
            case "csv" -> CopySink.Format.CSV;
            default -> throw SqlFailure.unsupported("COPY with format " + word);
        };
    }
}
