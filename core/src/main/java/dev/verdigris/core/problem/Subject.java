package dev.verdigris.core.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * The one thing that a problem is about, by its full name: what a consent names. The access of a role to something has
 * the name of the role after the name of the thing.
 *
 * <p>Its text joins the parts by dots. A part that is more than lower-case letters, digits and underscores is quoted as
 * in SQL.
 *
 * @param parts at least one
 */
public record Subject(List<Identifier> parts) {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([^\".=\\s]+)");

    public Subject {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a subject must have a name");
        }
    }

    /** An object. */
    public static Subject of(ObjectName name) {
        return new Subject(List.of(name.schema().database(), name.schema().schema(), name.name()));
    }

    /** A schema. */
    public static Subject of(SchemaName name) {
        return new Subject(List.of(name.database(), name.schema()));
    }

    /** Something that has a name of one part, such as a cluster. */
    public static Subject of(Identifier name) {
        return new Subject(List.of(name));
    }

    /** The same with further parts. */
    public Subject and(Identifier... more) {
        return new Subject(Stream.concat(parts.stream(), Stream.of(more)).toList());
    }

    /**
     * Reads a name in the form of {@link #toString}. A part without quotes is taken as it is.
     *
     * @return empty if the text is not a name
     */
    public static Optional<Subject> parse(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        List<Identifier> parts = new ArrayList<>();
        Matcher part = PART.matcher(text);
        int at = 0;
        while (part.find(at) && part.start() == at) {
            String quoted = part.group(1);
            parts.add(Identifier.of(quoted == null ? part.group(2) : quoted.replace("\"\"", "\"")));
            if (part.end() == text.length()) {
                return Optional.of(new Subject(parts));
            }
            if (text.charAt(part.end()) != '.') {
                return Optional.empty();
            }
            at = part.end() + 1;
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return parts.stream()
                .map(part -> PLAIN.matcher(part.value()).matches() ? part.value() : part.sql())
                .collect(Collectors.joining("."));
    }
}
