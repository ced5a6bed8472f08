package dev.verdigris.sandbox.statement.parse;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spells types as Materialize prints them. PostgreSQL reads them as well, except those of lists and maps. */
final class TypeNames {

    private static final Map<String, String> CANONICAL = Map.ofEntries(
            Map.entry("int", "int4"),
            Map.entry("integer", "int4"),
            Map.entry("bigint", "int8"),
            Map.entry("smallint", "int2"),
            Map.entry("boolean", "bool"),
            Map.entry("real", "float4"),
            Map.entry("float", "float8"),
            Map.entry("double", "float8"),
            Map.entry("double precision", "float8"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("string", "text"),
            Map.entry("bytes", "bytea"),
            Map.entry("json", "jsonb"),
            Map.entry("char", "bpchar"),
            Map.entry("character", "bpchar"),
            Map.entry("character varying", "varchar"),
            Map.entry("char varying", "varchar"),
            Map.entry("timestamp with time zone", "timestamptz"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("time without time zone", "time"));

    private static final Pattern MAP =
            Pattern.compile("map ?\\[(?<key>[^=]+)=>(?<value>.+)]", Pattern.CASE_INSENSITIVE);

    private TypeNames() {}

    /** A type as typed, with its modifiers and array or list suffix, in canonical spelling. */
    static String normalized(String written) {
        String text = written.strip().replaceAll("\\s+", " ");
        if (text.startsWith("\"")) {
            return text;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.endsWith(" list")) {
            return normalized(text.substring(0, text.length() - 5)) + " list";
        }
        Matcher map = MAP.matcher(text);
        if (map.matches()) {
            return "map[" + normalized(map.group("key")) + "=>" + normalized(map.group("value")) + "]";
        }
        if (lower.endsWith("[]")) {
            return normalized(text.substring(0, text.length() - 2)) + "[]";
        }
        int open = lower.indexOf('(');
        if (open < 0) {
            return CANONICAL.getOrDefault(lower, lower);
        }
        int close = lower.indexOf(')', open);
        String base = (lower.substring(0, open).strip() + lower.substring(close + 1)).strip();
        String modifiers = lower.substring(open, close + 1).replace(" ", "").replace(",", ", ");
        return CANONICAL.getOrDefault(base, base) + modifiers;
    }
}
