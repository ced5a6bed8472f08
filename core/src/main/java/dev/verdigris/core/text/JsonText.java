package dev.verdigris.core.text;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** The strings and members of the JSON that the codecs write and read. */
public final class JsonText {

    private JsonText() {}

    /** A text as a JSON string. */
    public static String string(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** A member of an object whose value is a text. */
    public static String member(String key, String text) {
        return string(key) + ":" + string(text);
    }

    /** The members of the object that the parser has begun whose values are texts. Others are skipped. */
    public static Map<String, String> members(JsonParser json) throws IOException {
        Map<String, String> members = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                members.put(key, json.getText());
            }
            json.skipChildren();
        }
        return members;
    }
}
