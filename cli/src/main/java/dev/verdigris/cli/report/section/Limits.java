package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much of a long list and a long text a report shows. A report that is too large is written again with the next
 * limits. Also the widest ones bound the memory, because lists within lists within lists multiply.
 *
 * @param items the longest list
 * @param parts the longest list within an item of a list
 * @param text the longest text, in characters
 * @param lines the longest code, in lines
 */
public record Limits(int items, int parts, int text, int lines) {

    /** From the widest to the narrowest. */
    public static final List<Limits> ALL = List.of(
            new Limits(250, 15, 1_000, 120),
            new Limits(120, 10, 600, 60),
            new Limits(60, 8, 300, 40),
            new Limits(25, 5, 200, 20),
            new Limits(10, 3, 150, 8),
            new Limits(3, 2, 100, 4));

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
        List<String> each = all.stream().flatMap(part -> Stream.of(part.split("\\R", -1))).toList();
        List<String> shown =
                new ArrayList<>(first(each, lines).stream().map(this::text).toList());
        if (each.size() > lines) {
            shown.add("-- … and " + (each.size() - lines) + " more lines; --output json has all");
        }
        return shown;
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }
}
