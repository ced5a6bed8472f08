package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.cli.report.document.Inline;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.core.text.Count;

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

    /** The longest address of a link, as a multiple of the longest text. */
    private static final int LINK = 2;

    /** The longest code, as a multiple of the longest text. */
    private static final int CODE = 8;

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

    /** An address of the web. A long one cannot be cut and still lead anywhere, so its beginning is shown as it is. */
    Phrase link(String address) {
        return address.length() <= LINK * text ? Phrase.of(new Inline.Link(address)) : Phrase.code(text(address));
    }

    /** The lines of a message that are shown, each not too long. The last one says that there are more. */
    List<String> lines(String message) {
        List<String> all = List.of(message.split("\\R", -1));
        List<String> shown =
                new ArrayList<>(first(all, lines).stream().map(this::text).toList());
        if (all.size() > lines) {
            shown.add("… and " + Count.of(all.size() - lines, "more line"));
        }
        return shown;
    }

    /**
     * Whether lines that somebody may run are shown. They are shown as a whole or not at all, because a statement or a
     * command without its end may run and do something else.
     */
    boolean hasRoomFor(List<String> code) {
        long characters = code.stream().mapToLong(String::length).sum();
        long rows = code.stream().flatMap(String::lines).count();
        return rows <= lines && characters <= (long) CODE * text;
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }
}
