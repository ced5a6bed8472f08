package dev.verdigris.sandbox.catalog.store;

import java.util.Locale;
import java.util.Set;

import dev.verdigris.sandbox.statement.name.Quoting;
import dev.verdigris.sandbox.statement.option.OptionValue;

/**
 * The words of a CREATE statement with placeholders instead of names that can change. mz_store.render_template puts in
 * the present names and documents the form of placeholders.
 */
public final class Template {

    private static final String MARK = "\u001a";

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
