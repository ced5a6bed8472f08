package dev.verdigris.core.diff.definition;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The words that are written in capitals, and the names that need no quotes. */
final class Keywords {

    private static final Set<String> KEYWORDS = Set.of(
            ("all and any array as asc between both by case cast cluster collate column comment create cross default desc"
                            + " distinct else end escape except exists false fetch filter following for from full grant"
                            + " group having ilike in index inner intersect interval into is join lateral leading left"
                            + " like limit list map materialized mutually natural not null nulls of offset on options or"
                            + " order outer over partition preceding qualify range recursive returning right rows"
                            + " select set similar some table then to trailing true unbounded union using values view"
                            + " when where window with within")
                    .split(" "));

    /**
     * The words that mean something else where a name of the same letters can be, such as a constant or the beginning
     * of a clause. So the quotes of such a name count. The functions without brackets, such as {@code current_user},
     * are not among them: the server reads them as names, and calls them with and without quotes.
     */
    private static final Set<String> RESERVED =
            Set.of(("all any array both case cast cross distinct except exists false fetch from full group having inner"
                            + " intersect isnull join lateral leading left limit list map natural not notnull null offset"
                            + " on options order outer qualify returning right select set some trailing true union using"
                            + " where window with")
                    .split(" "));

    /** The words that begin an expression or a query, or that mean another type, so that a name needs quotes. */
    private static final Set<String> CALLS = Set.of(
            "char",
            "coalesce",
            "extract",
            "greatest",
            "least",
            "normalize",
            "nullif",
            "position",
            "row",
            "show",
            "substring",
            "trim");

    private static final Pattern SIMPLE = Pattern.compile("[a-z_][a-z0-9_$]*");

    /** Other names of types that the server stores under one name. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("int", "int4"),
            Map.entry("integer", "int4"),
            Map.entry("bigint", "int8"),
            Map.entry("smallint", "int2"),
            Map.entry("real", "float4"),
            Map.entry("float", "float8"),
            Map.entry("double", "float8"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("boolean", "bool"),
            Map.entry("string", "text"),
            Map.entry("json", "jsonb"),
            Map.entry("bytes", "bytea"),
            Map.entry("char", "bpchar"),
            Map.entry("character", "bpchar"));

    private Keywords() {}

    static boolean isKeyword(String word) {
        return KEYWORDS.contains(word);
    }

    /** A keyword in capitals; another word as a name. */
    static String written(String word) {
        return isKeyword(word) ? word.toUpperCase(Locale.ROOT) : key(word);
    }

    /** Whether a quoted name of these letters is another word than the one without quotes. */
    static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    /** What a word without quotes means. */
    static String key(String word) {
        return SIMPLE.matcher(word).matches() ? word : inQuotes(word);
    }

    /** What a name means. It is the same with and without quotes, if it is no reserved word. */
    static String nameKey(String name) {
        return isReserved(name) ? inQuotes(name) : key(name);
    }

    /** A name, with quotes if it needs them. */
    static String quoted(String name) {
        boolean plain =
                SIMPLE.matcher(name).matches() && !isKeyword(name) && !isReserved(name) && !CALLS.contains(name);
        return plain ? name : inQuotes(name);
    }

    private static String inQuotes(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The name under which the server stores a type. */
    static String type(String word) {
        return TYPES.getOrDefault(word, word);
    }
}
