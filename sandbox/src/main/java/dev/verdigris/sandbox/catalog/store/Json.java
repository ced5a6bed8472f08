package dev.verdigris.sandbox.catalog.store;

import java.util.Collection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A JSON object under construction, for the store's jsonb columns. */
public final class Json {

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    private Json() {}

    /** An empty object. */
    public static Json object() {
        return new Json();
    }

    /** Adds a text or null. */
    public Json put(String name, @Nullable String value) {
        node.put(name, value);
        return this;
    }

    /** Adds a boolean. */
    public Json put(String name, boolean value) {
        node.put(name, value);
        return this;
    }

    /** Adds a number. */
    public Json put(String name, long value) {
        node.put(name, value);
        return this;
    }

    /** Adds an object. */
    public Json put(String name, Json value) {
        node.set(name, value.node);
        return this;
    }

    /** Adds an array of texts. */
    public Json texts(String name, Collection<String> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(array::add);
        return this;
    }

    /** Adds an array of objects. */
    public Json objects(String name, Collection<Json> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(value -> array.add(value.node));
        return this;
    }

    @Override
    public String toString() {
        return node.toString();
    }
}
