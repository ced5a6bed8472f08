package dev.verdigris.core.text;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** Reads the plain members of a JSON object. The members of an object in it have its key and a dot before their own. */
public final class JsonMembers {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonMembers() {}

    /**
     * The members by key; none if the text is not an object.
     *
     * @throws IOException if the text is not JSON
     */
    public static Map<String, String> of(String text) throws IOException {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                read(json, "", members);
            }
        }
        return members;
    }

    private static void read(JsonParser json, String prefix, Map<String, String> members) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix + json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT) {
                read(json, key + ".", members);
            } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                members.put(key, json.getText());
            } else {
                json.skipChildren();
            }
        }
    }
}
