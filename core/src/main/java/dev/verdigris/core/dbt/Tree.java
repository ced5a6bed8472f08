package dev.verdigris.core.dbt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * A value in a file of dbt. What is not there, or has another form than is asked for, is empty: versions of dbt differ,
 * and only a part of a file is of interest.
 *
 * @param value a map, a list, a text, or the text of another scalar; null if there is none
 */
record Tree(@Nullable Object value) {

    /** Nothing. */
    static final Tree NONE = new Tree(null);

    /** Reads the value that begins at the current token. */
    static Tree read(JsonParser json) throws IOException {
        return new Tree(value(json));
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Tree> entries = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                entries.put(key, read(json));
            }
            return entries;
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<Tree> items = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(json));
            }
            return items;
        }
        return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText();
    }

    /** The value of a key. */
    Tree at(String key) {
        return entries().getOrDefault(key, NONE);
    }

    /** The text, if it is one and not blank. */
    Optional<String> text() {
        return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** Whether it is true. */
    boolean isTrue() {
        return "true".equals(value);
    }

    /** The items of a list. */
    List<Tree> items() {
        List<Tree> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> items.add((Tree) item));
        }
        return items;
    }

    /** The texts of a list. */
    List<String> texts() {
        return items().stream().flatMap(item -> item.text().stream()).toList();
    }

    /** The entries of an object. */
    Map<String, Tree> entries() {
        Map<String, Tree> entries = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> entries.put(String.valueOf(key), (Tree) entry));
        }
        return entries;
    }
}
