package dev.verdigris.cli.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every setting, with its names in the three places where it may be written.
 *
 * <p>A path with a dot is a key inside a group of {@code verdigris.yml}, such as {@code connection: {host: …}}.
 */
public enum Key {
    SCHEMAS("schemas", "VERDIGRIS_SCHEMAS", "--schema", Shape.SCHEMAS),
    CLUSTERS("clusters", "VERDIGRIS_CLUSTERS", "--cluster", Shape.NAMES),
    SUFFIX("suffix", "VERDIGRIS_SUFFIX", "--suffix", Shape.TEXT),
    DATABASE("database", "VERDIGRIS_DATABASE", "--database", Shape.TEXT),
    PROJECT("project", "VERDIGRIS_PROJECT", "--project", Shape.TEXT),
    URL("connection.url", "VERDIGRIS_URL", "--url", Shape.TEXT),
    HOST("connection.host", "VERDIGRIS_HOST", "--host", Shape.TEXT),
    PORT("connection.port", "VERDIGRIS_PORT", "--port", Shape.TEXT),
    USER("connection.user", "VERDIGRIS_USER", "--user", Shape.TEXT),
    PASSWORD("connection.password", "VERDIGRIS_PASSWORD", "", Shape.SECRET),
    SSLMODE("connection.sslmode", "VERDIGRIS_SSLMODE", "--sslmode", Shape.TEXT),
    SSLROOTCERT("connection.sslrootcert", "VERDIGRIS_SSLROOTCERT", "", Shape.TEXT),
    CONNECT_TIMEOUT("connection.connect_timeout", "VERDIGRIS_CONNECT_TIMEOUT", "", Shape.TEXT),
    READY_TIMEOUT("await.timeout", "VERDIGRIS_AWAIT_TIMEOUT", "--timeout", Shape.TEXT),
    READY_LAG("await.lag", "VERDIGRIS_AWAIT_LAG", "--lag", Shape.TEXT),
    READY_HOLD("await.hold", "VERDIGRIS_AWAIT_HOLD", "--hold", Shape.TEXT);

    /** The form of a value. */
    public enum Shape {
        /** One text. */
        TEXT,
        /** One secret text, so a file may only refer to it. */
        SECRET,
        /** A list of names. */
        NAMES,
        /** A list of schemas: a name, or a mapping of {@code database} and {@code schema}. */
        SCHEMAS
    }

    private final String path;
    private final String variable;
    private final String option;
    private final Shape shape;

    Key(String path, String variable, String option, Shape shape) {
        this.path = path;
        this.variable = variable;
        this.option = option;
        this.shape = shape;
    }

    /** The key in {@code verdigris.yml}, groups separated by a dot. */
    public String path() {
        return path;
    }

    /** The variable of the process environment. */
    public String variable() {
        return variable;
    }

    /** The option of the command line. Secrets have none, because other processes could read it there. */
    public Optional<String> option() {
        return option.isEmpty() ? Optional.empty() : Optional.of(option);
    }

    /** The form of its value. */
    Shape shape() {
        return shape;
    }

    /** Whether its value is a list. */
    boolean isList() {
        return shape == Shape.NAMES || shape == Shape.SCHEMAS;
    }

    /** The group of the key in the file; empty for a key at the top. */
    private String group() {
        int dot = path.indexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    /** All keys of one group by their names inside it, in order. */
    static Map<String, Key> inGroup(String group) {
        Map<String, Key> keys = new LinkedHashMap<>();
        for (Key key : values()) {
            if (key.group().equals(group)) {
                keys.put(key.path.substring(key.path.indexOf('.') + 1), key);
            }
        }
        return keys;
    }

    /** The names of all groups. */
    static Set<String> groups() {
        return Arrays.stream(values())
                .map(Key::group)
                .filter(group -> !group.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
