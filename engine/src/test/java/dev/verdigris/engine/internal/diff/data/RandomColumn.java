package dev.verdigris.engine.internal.diff.data;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * A type with few values, several of which are equal in another spelling.
 *
 * @param type the type in SQL
 * @param values values in SQL
 */
record RandomColumn(String type, List<String> values) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Numbers that the rows of a case do not have by themselves. */
    static final RandomColumn NUMBER = new RandomColumn("int", List.of("101", "102", "103", "104", "105", "106"));

    static final List<RandomColumn> TYPES = List.of(
            new RandomColumn("int", List.of("NULL", "0", "1", "2", "-1")),
            new RandomColumn("text", List.of("NULL", "''", "'NULL'", "'a'", "'it''s \"x\"'", "'🜁 '")),
            new RandomColumn("boolean", List.of("NULL", "true", "false")),
            new RandomColumn(
                    "numeric", List.of("NULL", "1.0", "1.00", "1", "0", "-0.0", "'NaN'", "12345678901234567.5")),
            new RandomColumn("double precision", List.of("NULL", "0.0", "'-0'", "'NaN'", "'Infinity'", "0.1", "1e300")),
            new RandomColumn(
                    "jsonb",
                    List.of(
                            "NULL",
                            "'null'",
                            "'1.0'",
                            "'1.00'",
                            "'{\"a\": 1, \"b\": [2, null]}'",
                            "'{\"b\": [2.0, null], \"a\": 1}'",
                            "'\"1.0\"'")),
            new RandomColumn("int[]", List.of("NULL", "'{}'", "'{1,NULL}'", "'{NULL,1}'", "'{1,2}'")),
            new RandomColumn("real", List.of("NULL", "0.0", "'-0'", "'NaN'", "'-Infinity'", "0.1")),
            new RandomColumn("double precision[]", List.of("NULL", "'{0}'", "'{-0}'", "'{NaN,0.1}'")),
            new RandomColumn("numeric[]", List.of("NULL", "'{1.0}'", "'{1.00}'", "'{NaN,2}'")),
            new RandomColumn(
                    "interval",
                    List.of(
                            "NULL",
                            "'1 month'",
                            "'30 days'",
                            "'720 hours'",
                            "'1 day -1 hour'",
                            "'23:00:00'",
                            "'1 year'")),
            new RandomColumn(
                    "timestamptz",
                    List.of(
                            "NULL",
                            "'2026-03-29 01:30:00+00'",
                            "'2026-03-29 03:30:00+02'",
                            "'2026-03-29 02:30:00+02'",
                            "'1969-12-31 23:59:59.5+00'")),
            new RandomColumn("date", List.of("NULL", "'2026-02-28'", "'2024-02-29'")));

    /** A value in SQL. */
    String value(RandomGenerator random) {
        return values.get(random.nextInt(values.size())) + "::" + type;
    }

    /** The value of a server's text, so that two values are equal exactly if their results are equal. */
    String meaning(@Nullable String text) {
        if (text == null) {
            return "NULL";
        }
        return switch (type) {
            case "numeric" -> number(text);
            case "double precision", "real" -> String.valueOf(Double.parseDouble(text) + 0.0);
            case "jsonb" -> json(text);
            case "numeric[]" ->
                Arrays.stream(text.substring(1, text.length() - 1).split(","))
                        .map(RandomColumn::number)
                        .collect(Collectors.joining(","));
            default -> "=" + text;
        };
    }

    private static String number(String text) {
        return text.equals("NaN")
                ? text
                : new BigDecimal(text).stripTrailingZeros().toPlainString();
    }

    private static String json(String text) {
        try {
            return json(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static String json(JsonNode node) {
        if (node.isNumber()) {
            return number(node.decimalValue().toPlainString());
        }
        TreeMap<String, String> members = new TreeMap<>();
        node.fieldNames().forEachRemaining(name -> members.put(name, json(node.get(name))));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                members.put(String.valueOf(i), json(node.get(i)));
            }
        }
        return node.getNodeType() + (members.isEmpty() ? node.toString() : members.toString());
    }
}
