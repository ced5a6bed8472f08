package dev.verdigris.sandbox.session.variable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A list of names in one text, as in {@code search_path}: separated by commas, quoted where needed. */
public final class NameList {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    private NameList() {}

    static String quoteIfNeeded(String name) {
        return PLAIN.matcher(name).matches() ? name : quote(name);
    }

    /** The name as an identifier, quoted only where it must be. */
    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The names in {@code text}, without the blanks around them. */
    static List<String> parse(String text) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                name.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
                wasQuoted = true;
            } else if (c == ',' && !quoted) {
                add(names, name, wasQuoted);
                wasQuoted = false;
            } else if (quoted || !Character.isWhitespace(c)) {
                name.append(c);
            }
        }
        add(names, name, wasQuoted);
        return List.copyOf(names);
    }

    private static void add(List<String> names, StringBuilder name, boolean quoted) {
        if (quoted || !name.isEmpty()) {
            names.add(name.toString());
        }
        name.setLength(0);
    }
}
