package dev.verdigris.sandbox.statement.name;

import java.util.List;

/**
 * A name as written, of one to three parts, not yet looked up.
 *
 * @param parts database, schema and object, as far as they were written; unquoted, in lower case unless they were
 *     quoted
 */
public record ObjectPath(List<String> parts) {

    public ObjectPath {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a name has at least one part");
        }
    }

    /** A name of the given parts. */
    public static ObjectPath of(String... parts) {
        return new ObjectPath(List.of(parts));
    }

    /** The last part: the object's own name. */
    public String last() {
        return parts.get(parts.size() - 1);
    }

    /** The number of parts. */
    public int size() {
        return parts.size();
    }

    /** The parts before the last. */
    public List<String> qualifier() {
        return parts.subList(0, parts.size() - 1);
    }

    /** The name as Materialize prints it: quoted only where it must be. */
    public String normalized() {
        return String.join(".", parts.stream().map(Quoting::identifierIfNeeded).toList());
    }

    /** The name as SQL text, quoted so that any part is valid. */
    public String quoted() {
        return String.join(".", parts.stream().map(Quoting::identifier).toList());
    }

    /** The unquoted parts joined by dots, for messages. */
    @Override
    public String toString() {
        return String.join(".", parts);
    }
}
