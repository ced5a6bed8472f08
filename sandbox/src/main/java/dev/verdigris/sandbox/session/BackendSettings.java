package dev.verdigris.sandbox.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.sandbox.backend.BackendConnection;

/**
 * Brings the settings that PostgreSQL needs in line with the session's variables, before a statement runs. PostgreSQL's
 * search path is the temporary schema, {@code mz_catalog} and {@code pg_catalog}, then what the client set.
 */
final class BackendSettings {

    private static final List<String> COPIED = List.of("TimeZone", "extra_float_digits");

    private final BackendConnection backend;
    private final Variables variables;
    private final String role;
    private final Map<String, String> applied = new LinkedHashMap<>();

    BackendSettings(BackendConnection backend, Variables variables, String role) {
        this.backend = backend;
        this.variables = variables;
        this.role = role;
    }

    /**
     * Sets what differs.
     *
     * @throws dev.verdigris.sandbox.error.SqlFailure if PostgreSQL refuses a value, for instance a time zone
     */
    void apply() {
        Map<String, String> wanted = wanted();
        String changes = wanted.entrySet().stream()
                .filter(setting -> !setting.getValue().equals(applied.get(setting.getKey())))
                .map(setting -> "SET " + setting.getKey() + setting.getValue())
                .collect(Collectors.joining("; "));
        if (!changes.isEmpty()) {
            backend.sql().execute(changes);
            applied.putAll(wanted);
        }
    }

    /** To be called when PostgreSQL rolled a transaction back, and with it the settings made in it. */
    void forget() {
        applied.clear();
    }

    private Map<String, String> wanted() {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("SESSION AUTHORIZATION ", NameList.quote(role));
        wanted.put("search_path TO ", searchPath());
        COPIED.forEach(name -> wanted.put(name + " TO ", literal(variables.get(name))));
        return wanted;
    }

    private String searchPath() {
        Stream<String> implicit = Stream.of("mz_catalog", "pg_catalog")
                .filter(schema -> !variables.searchPath().contains(schema));
        return Stream.concat(implicit, variables.searchPath().stream())
                .map(NameList::quote)
                .collect(Collectors.joining(", "));
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
