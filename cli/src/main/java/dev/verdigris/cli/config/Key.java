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
    SCHEMAS("schemas", "VERDIGRIS_SCHEMAS", "--schema"),
    CLUSTERS("clusters", "VERDIGRIS_CLUSTERS", "--cluster"),
    SUFFIX("suffix", "VERDIGRIS_SUFFIX", "--suffix"),
    DATABASE("database", "VERDIGRIS_DATABASE", "--database"),
    PROJECT("project", "VERDIGRIS_PROJECT", "--project"),
    BUILDER("builder", "VERDIGRIS_BUILDER", "--exec"),
    DEPLOYMENT_ID("deployment.id", "VERDIGRIS_DEPLOYMENT_ID", "--deployment-id"),
    COMMIT("deployment.commit", "VERDIGRIS_COMMIT", "--commit"),
    TAG("deployment.tag", "VERDIGRIS_TAG", "--tag"),
    RUN("deployment.run", "VERDIGRIS_RUN", ""),
    URL("connection.url", "VERDIGRIS_URL", "--url"),
    HOST("connection.host", "VERDIGRIS_HOST", "--host"),
    PORT("connection.port", "VERDIGRIS_PORT", "--port"),
    USER("connection.user", "VERDIGRIS_USER", "--user"),
    PASSWORD("connection.password", "VERDIGRIS_PASSWORD", ""),
    SSLMODE("connection.sslmode", "VERDIGRIS_SSLMODE", "--sslmode"),
    SSLROOTCERT("connection.sslrootcert", "VERDIGRIS_SSLROOTCERT", ""),
    SSLCERT("connection.sslcert", "VERDIGRIS_SSLCERT", ""),
    SSLKEY("connection.sslkey", "VERDIGRIS_SSLKEY", ""),
    CONNECT_TIMEOUT("connection.connect_timeout", "VERDIGRIS_CONNECT_TIMEOUT", ""),
    STATEMENT_TIMEOUT("connection.statement_timeout", "VERDIGRIS_STATEMENT_TIMEOUT", "--statement-timeout"),
    READY_TIMEOUT("await.timeout", "VERDIGRIS_AWAIT_TIMEOUT", "--timeout"),
    READY_LAG("await.lag", "VERDIGRIS_AWAIT_LAG", "--lag"),
    READY_LAG_MARGIN("await.lag_margin", "VERDIGRIS_AWAIT_LAG_MARGIN", "--lag-margin"),
    READY_HOLD("await.hold", "VERDIGRIS_AWAIT_HOLD", "--hold"),
    READY_LONGEST_GAP("await.longest_gap", "VERDIGRIS_AWAIT_LONGEST_GAP", "--longest-gap"),
    READY_REPLICAS("await.replicas", "VERDIGRIS_AWAIT_REPLICAS", "--replicas"),
    READY_CRASHES("await.crashes", "VERDIGRIS_AWAIT_CRASHES", "--crashes"),
    READY_CRASH_WINDOW("await.crash_window", "VERDIGRIS_AWAIT_CRASH_WINDOW", "--crash-window"),
    READY_POLL("await.poll", "VERDIGRIS_AWAIT_POLL", "--poll"),
    READY_EXEMPT("await.exempt", "VERDIGRIS_AWAIT_EXEMPT", "--exempt"),
    SWAP_TIMEOUT("swap.timeout", "VERDIGRIS_SWAP_TIMEOUT", "--swap-timeout"),
    ROLLBACK_WINDOW("rollback.window", "VERDIGRIS_ROLLBACK_WINDOW", "--window"),
    STAGED_SIZE("staged_size", "VERDIGRIS_STAGED_SIZE", "--staged-size"),
    CHECK_CLUSTER("check.cluster", "VERDIGRIS_CHECK_CLUSTER", "--check-cluster"),
    CHECK_COMMAND("check.command", "VERDIGRIS_CHECK_COMMAND", "--check-command"),
    DIFF_KEYS("diff.keys", "VERDIGRIS_DIFF_KEYS", ""),
    HISTORY("history", "VERDIGRIS_HISTORY", "--history"),
    ACCEPT("accept", "VERDIGRIS_ACCEPT", "--accept"),
    SINKS("sinks", "VERDIGRIS_SINKS", "--sink");

    private final String path;
    private final String variable;
    private final String option;

    Key(String path, String variable, String option) {
        this.path = path;
        this.variable = variable;
        this.option = option;
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

    /** Whether its value is a list. */
    boolean isList() {
        return this == SCHEMAS || this == CLUSTERS || this == STAGED_SIZE || this == DIFF_KEYS || isPerObject();
    }

    /** What separates the items of its list in a variable: line breaks where an item may have a comma in it. */
    String separator() {
        return isPerObject() || this == STAGED_SIZE || this == DIFF_KEYS ? "\\R" : ",";
    }

    /** Whether it is a list of choices about single objects, of which those of all places count together. */
    boolean isPerObject() {
        return this == ACCEPT || this == SINKS || this == READY_EXEMPT;
    }

    /** Whether its value must not be shown. A file may only refer to a variable for it. */
    boolean isSecret() {
        return this == PASSWORD;
    }

    /** Whether it says how a server is reached. */
    boolean isOfConnection() {
        return path.startsWith("connection.");
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
