package dev.verdigris.core.text;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * JSON as a tree of maps, lists, texts, numbers and booleans. It has one canonical text, which reads and compares well
 * line by line: a value that fits on a line is on one line, and any other has a line for each member.
 */
public final class JsonTree {

    private static final int WIDTH = 120;

    private static final String INDENT = "  ";

    private static final JsonFactory JSON = new JsonFactory();

    private JsonTree() {}

    /** The canonical text of a tree, with a line break at its end. */
    public static String text(Object tree) {
        StringBuilder text = new StringBuilder();
        write(tree, "", 0, text);
        return text.append('\n').toString();
    }

    private static void write(Object value, String indent, int used, StringBuilder text) {
        String line = line(value);
        boolean fits = indent.length() + used + line.length() < WIDTH;
        switch (value) {
            case Map<?, ?> map
            when !map.isEmpty() && (indent.isEmpty() || !fits) -> {
                text.append('{');
                String separator = "\n";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    String key = JsonText.string(String.valueOf(entry.getKey())) + ": ";
                    text.append(separator).append(indent).append(INDENT).append(key);
                    write(entry.getValue(), indent + INDENT, key.length(), text);
                    separator = ",\n";
                }
                text.append('\n').append(indent).append('}');
            }
            case List<?> list
            when !list.isEmpty() && !fits -> {
                text.append('[');
                String separator = "\n";
                for (Object each : list) {
                    text.append(separator).append(indent).append(INDENT);
                    write(each, indent + INDENT, 0, text);
                    separator = ",\n";
                }
                text.append('\n').append(indent).append(']');
            }
            default -> text.append(line);
        }
    }

    private static String line(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> JsonText.string(String.valueOf(entry.getKey())) + ": " + line(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(JsonTree::line).collect(Collectors.joining(", ", "[", "]"));
            case BigDecimal number -> number.toPlainString();
            case Integer number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> JsonText.string(value.toString());
        };
    }

    /**
     * Reads a document. Numbers become {@link BigDecimal}; members without a value are left out.
     *
     * @throws IOException if the text is not one JSON document
     */
    public static Object parse(String text) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            Object value = value(json);
            if (json.nextToken() != null) {
                throw new IOException("there is more after the document");
            }
            return value;
        }
    }

    private static Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            throw new IOException("there is no document");
        }
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> json.getText();
        };
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                members.put(key, value(json));
            }
        }
        return members;
    }

    private static List<Object> array(JsonParser json) throws IOException {
        List<Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(json));
        }
        return values;
    }
}
