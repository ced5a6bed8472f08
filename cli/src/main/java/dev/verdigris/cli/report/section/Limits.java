package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of a long list and a long text a report shows. A report that is too large is written again with the next
 * limits.
 *
 * @param items the longest list
 * @param parts the longest list within an item of a list
 * @param text the longest text, in characters
 * @param lines the longest code, in lines
 */
public record Limits(int items, int parts, int text, int lines) {

    /** From the widest to the narrowest. */
    public static final List<Limits> ALL = List.of(
            new Limits(400, 40, 2_000, 200),
            new Limits(150, 20, 1_000, 80),
            new Limits(60, 10, 600, 40),
            new Limits(25, 6, 300, 20),
            new Limits(10, 3, 200, 8),
            new Limits(3, 2, 120, 4));

    /** The items that are shown. */
    <T> List<T> items(List<T> all) {
        return first(all, items);
    }

    /** How many items are not shown. */
    int more(List<?> all) {
        return Math.max(0, all.size() - items);
    }

    /** The parts of an item that are shown. */
    <T> List<T> parts(List<T> all) {
        return first(all, parts);
    }

    /** The beginning of a text, if it is long. */
    String text(String whole) {
        return whole.codePointCount(0, whole.length()) <= text
                ? whole
                : whole.substring(0, whole.offsetByCodePoints(0, text)) + "…";
    }

    /** The lines that are shown, each not too long. The last one says that there are more. */
    List<String> lines(List<String> all) {
        List<String> shown = new ArrayList<>(first(all, lines).stream()
                .flatMap(String::lines)
                .limit(lines)
                .map(this::text)
                .toList());
        long count = all.stream().flatMap(String::lines).count();
        if (count > shown.size()) {
            shown.add("-- … and " + (count - shown.size()) + " more lines; --output json has all");
        }
        return shown;
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }
}
