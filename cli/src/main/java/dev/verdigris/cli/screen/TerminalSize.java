package dev.verdigris.cli.screen;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of the terminal.
 *
 * @param columns its width in cells
 * @param rows its height in lines
 */
public record TerminalSize(int columns, int rows) {

    /** The size that counts if the terminal does not report its own. */
    public static final TerminalSize USUAL = new TerminalSize(80, 24);

    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("([1-9]\\d{0,4}) ([1-9]\\d{0,4})\\s*");

    /** The size of the process's terminal now. {@code stty} reads it, because the JVM does not know it. */
    public static TerminalSize ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return parse(answer).orElse(USUAL);
        } catch (IOException noTerminalOrNoStty) {
            return USUAL;
        }
    }

    static Optional<TerminalSize> parse(String rowsAndColumns) {
        Matcher matcher = ROWS_AND_COLUMNS.matcher(rowsAndColumns);
        return matcher.matches()
                ? Optional.of(new TerminalSize(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1))))
                : Optional.empty();
    }
}
