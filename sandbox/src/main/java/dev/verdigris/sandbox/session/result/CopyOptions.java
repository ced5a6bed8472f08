package dev.verdigris.sandbox.session.result;

import java.util.Locale;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.Copy;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionValue;
import org.jspecify.annotations.Nullable;

/** The options of COPY … TO STDOUT: FORMAT text or csv. */
public final class CopyOptions {

    private CopyOptions() {}

    /** The format that the options ask for; 0A000 for one that the sandbox does not write. */
    public static CopyWriter.Format format(Copy.CopyTo copy) {
        CopyWriter.Format format = CopyWriter.Format.TEXT;
        for (Option option : copy.options()) {
            if (!option.name().equals("FORMAT")) {
                throw SqlError.unsupported("COPY with option " + option.name());
            }
            format = format(option.value());
        }
        return format;
    }

    private static CopyWriter.Format format(@Nullable OptionValue value) {
        String word = value instanceof OptionValue.Word name
                ? name.name().last()
                : value instanceof OptionValue.Text text ? text.value() : "";
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "text" -> CopyWriter.Format.TEXT;
            case "csv" -> CopyWriter.Format.CSV;
            default -> throw SqlError.unsupported("COPY with format " + word);
        };
    }
}
