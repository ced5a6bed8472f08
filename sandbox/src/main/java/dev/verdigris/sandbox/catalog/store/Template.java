package dev.verdigris.sandbox.catalog.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.sandbox.statement.name.Quoting;
import dev.verdigris.sandbox.statement.option.OptionValue;

/**
 * The words of a CREATE statement with placeholders instead of names that can change. mz_store.render_template puts in
 * the present names and documents the form of placeholders.
 */
public final class Template {

    private static final String MARK = "\u001a";

    /** Begins a name that stands for a placeholder. */
    private static final String WORD = "\u0001";

    /** Begins an escaped character of such a name. */
    private static final String ESCAPE = "\u0002";

    private static final Pattern PLACEHOLDER = Pattern.compile("\"" + WORD + "([^\"]*)\"");

    private static final Set<String> CONSTANTS = Set.of("TRUE", "FALSE", "NULL");

    private Template() {}

    /** An item by id and name: {@code [u12 AS "materialize"."blue"."t"]}. */
    public static String item(String id) {
        return MARK + "i:" + id + MARK;
    }

    /** An item's full name. */
    public static String fullName(String id) {
        return MARK + "n:" + id + MARK;
    }

    /** An item's own name. */
    public static String ownName(String id) {
        return MARK + "o:" + id + MARK;
    }

    /** A cluster's name. */
    public static String cluster(String id) {
        return MARK + "c:" + id + MARK;
    }

    /** A name that cannot change; quoted in what is stored, and only where it must be in what is shown. */
    public static String name(String name) {
        return name.contains(MARK) ? text(Quoting.identifier(name)) : MARK + "w:" + name + MARK;
    }

    /** A type of PostgreSQL's. */
    public static String type(String oid) {
        return MARK + "t:" + oid + MARK;
    }

    /** A blank. In a long statement that is shown, a new line with so many blanks. */
    public static String lineOrBlank(int indent) {
        return MARK + "b:" + indent + MARK;
    }

    /** Nothing. In a long statement that is shown, a new line with so many blanks. */
    public static String lineOrNothing(int indent) {
        return MARK + "e:" + indent + MARK;
    }

    /** The time as of which a materialized view was made. Only the stored statement has it. */
    public static String asOf(long milliseconds) {
        return MARK + "a:" + milliseconds + MARK;
    }

    /** A text literal, quoted. */
    public static String literal(String value) {
        return text(Quoting.literal(value));
    }

    /** An option's value: a constant in lower case, a name as it was written. */
    public static String word(OptionValue.Word word) {
        String name = word.name().last();
        return word.name().size() == 1 && CONSTANTS.contains(name)
                ? name.toLowerCase(Locale.ROOT)
                : text(word.name().normalized());
    }

    /** Words of the user's, which may hold anything. */
    public static String text(String words) {
        return words.replace(MARK, MARK + MARK);
    }

    /**
     * The same with placeholders as quoted names, so that it can be split into words. {@link #ofWords} reads it back.
     * Two placeholders side by side look like one name with a quote in it. So a name has no quote of its own.
     */
    public static Optional<String> asWords(String template) {
        StringBuilder out = new StringBuilder();
        String[] parts = template.split(MARK, -1);
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 1 && parts[i].isEmpty()) {
                return Optional.empty();
            }
            out.append(i % 2 == 1 ? "\"" + WORD + escaped(parts[i]) + "\"" : parts[i]);
        }
        return Optional.of(out.toString());
    }

    /** The template of a text of {@link #asWords}. */
    public static String ofWords(String words) {
        return PLACEHOLDER
                .matcher(words)
                .replaceAll(found -> Matcher.quoteReplacement(MARK + unescaped(found.group(1)) + MARK));
    }

    private static String escaped(String placeholder) {
        return placeholder.replace(ESCAPE, ESCAPE + "x").replace("\"", ESCAPE + "q");
    }

    private static String unescaped(String word) {
        return word.replace(ESCAPE + "q", "\"").replace(ESCAPE + "x", ESCAPE);
    }

    /** The ids of the items that the template names. */
    public static List<String> items(String template) {
        return Arrays.stream(template.split(MARK, -1))
                .filter(part -> part.startsWith("i:"))
                .map(part -> part.substring(2))
                .distinct()
                .toList();
    }

    /** The words without the names in placeholders. For finding other names. */
    public static String withoutPlaceholders(String template) {
        StringBuilder out = new StringBuilder();
        String[] parts = template.split(MARK, -1);
        for (int i = 0; i < parts.length; i++) {
            boolean placeholder = i % 2 == 1;
            out.append(placeholder ? standIn(parts[i]) : parts[i]);
        }
        return out.toString();
    }

    private static String standIn(String placeholder) {
        return switch (placeholder.isEmpty() ? ' ' : placeholder.charAt(0)) {
            case 'n' -> "_";
            case 'b', 'e', 'a' -> " ";
            default -> " _ ";
        };
    }
}
