package dev.verdigris.core.text;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** The strings and members of the JSON that the codecs write. */
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
}
