package dev.verdigris.sandbox.catalog.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** PostgreSQL's text form of {@code text[]}, for parameters and results. */
public final class TextArrays {

    private TextArrays() {}

    /** The array's text form. */
    public static String of(Collection<String> values) {
        return values.stream()
                .map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The elements of an array of one dimension without NULLs. */
    public static List<String> parse(String text) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            any = true;
            if (c == '\\') {
                value.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        if (any) {
            values.add(value.toString());
        }
        return values;
    }
}
