package dev.verdigris.e2e.measures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The methods that may be more complex than the budget.
 *
 * @param reasons the reason by {@code module Type.method}
 */
record ComplexityExceptions(Map<String, String> reasons) {

    /**
     * Reads lines of the form {@code module Type.method: reason}. Empty lines and lines that start with {@code #} are
     * skipped.
     */
    static ComplexityExceptions read(Path file) {
        Map<String, String> reasons = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split(": ", 2);
                    if (parts.length < 2 || parts[1].isBlank()) {
                        throw new IllegalArgumentException("no reason is given: " + line);
                    }
                    reasons.put(parts[0].strip(), parts[1].strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ComplexityExceptions(reasons);
    }
}
