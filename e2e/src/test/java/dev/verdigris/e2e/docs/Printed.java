package dev.verdigris.e2e.docs;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares what a page shows with what was printed. Times, ids and ports do not count, because they differ from run to
 * run. The number of guardrails does not count either, because it grows with the product.
 */
final class Printed {

    /** A line that stands for any number of lines. Within a line, it stands for any characters. */
    private static final String ELLIPSIS = "…";

    /**
     * A part that differs from run to run.
     *
     * @param pattern what it looks like
     * @param instead what is compared in its place
     */
    private record Varying(Pattern pattern, String instead) {

        static Varying of(String pattern, String instead) {
            return new Varying(Pattern.compile(pattern), instead);
        }
    }

    /** The order counts: a time of day contains a number that looks like a duration. */
    private static final List<Varying> VARYING = List.of(
            Varying.of("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?", "TIME"),
            Varying.of("\\b\\d{8}-\\d{6}-[0-9a-f]{8}\\b", "ID"),
            Varying.of("(?<![0-9a-z])[0-9a-f]{12}\\b", "TOKEN"),
            Varying.of("\\b\\d+(\\.\\d+)? (ms|s|min)\\b( \\d+ s\\b)?", "DURATION"),
            Varying.of("\\bu\\d+\\b", "OBJECT"),
            Varying.of("\\b\\d+ passed(, \\d+ not applicable)?", "PASSED"),
            Varying.of("\\b127\\.0\\.0\\.1(:| -p )\\d+", "SERVER"),
            Varying.of("(?<=\\S) {2,}", " "));

    private Printed() {}

    /** Whether the lines of a page are what was printed. */
    static boolean matches(List<String> shown, String printed) {
        StringBuilder pattern = new StringBuilder();
        for (String line : shown) {
            pattern.append(line.strip().equals(ELLIPSIS) ? "(?:.*\n)*?" : lineLike(constant(line)) + "\n");
        }
        return constant(printed + "\n").replaceAll("\n+$", "\n").matches(pattern + "\n*");
    }

    private static String lineLike(String line) {
        return Arrays.stream(line.split(ELLIPSIS, -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    private static String constant(String text) {
        String constant = text.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
        for (Varying each : VARYING) {
            constant = each.pattern().matcher(constant).replaceAll(each.instead());
        }
        return text.endsWith("\n") ? constant + "\n" : constant;
    }
}
