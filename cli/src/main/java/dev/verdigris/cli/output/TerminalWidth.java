package dev.verdigris.cli.output;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The width of the terminal, from {@code stty}, because the JVM does not know it. */
final class TerminalWidth {

    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d+ ([1-9]\\d{0,4})\\s*");

    private TerminalWidth() {}

    /** The columns of the process's terminal; empty if unknown. */
    static OptionalInt ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException noTerminalOrNoStty) {
            return OptionalInt.empty();
        }
    }

    static OptionalInt parse(String rowsAndColumns) {
        Matcher matcher = ROWS_AND_COLUMNS.matcher(rowsAndColumns);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
