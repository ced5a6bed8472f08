package dev.verdigris.sandbox.session.variable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.sandbox.error.SqlError;
import org.jspecify.annotations.Nullable;

/**
 * The values of one session's variables. A SET within a transaction lasts only if the transaction commits; SET LOCAL
 * ends with it either way.
 */
public final class Variables {

    private final Map<String, String> startup = new HashMap<>();
    private final Map<String, @Nullable String> session = new HashMap<>();
    private final Map<String, @Nullable String> staged = new HashMap<>();
    private final Map<String, String> local = new HashMap<>();
    private final Map<String, String> reported = new HashMap<>();

    /** Sets the value that RESET restores. */
    void setAtStartup(String name, List<String> values) {
        VariableDefinition definition = definition(name);
        startup.put(key(definition), definition.parse(values));
    }

    /** Sets a default that depends on the session, such as {@code is_superuser}. */
    public void setFixed(String name, String value) {
        startup.put(key(definition(name)), value);
    }

    /** Sets a variable, for the session once the transaction commits, or for the transaction only. */
    public void set(String name, List<String> values, boolean onlyTransaction) {
        VariableDefinition definition = definition(name);
        String value = definition.parse(values);
        if (onlyTransaction) {
            local.put(key(definition), value);
        } else {
            staged.put(key(definition), value);
            local.remove(key(definition));
        }
    }

    /** Restores the session's first value. A fixed variable stays as it is. */
    public void reset(String name) {
        VariableDefinition definition = definition(name);
        if (definition.kind() instanceof VariableDefinition.Kind.Fixed) {
            return;
        }
        staged.put(key(definition), null);
        local.remove(key(definition));
    }

    /** Resets every variable that can change. */
    public void resetAll() {
        VariableCatalog.all().stream()
                .filter(definition -> !(definition.kind() instanceof VariableDefinition.Kind.Fixed))
                .forEach(definition -> reset(definition.name()));
    }

    /** The transaction has committed: what it set holds for the session. */
    public void commit() {
        session.putAll(staged);
        staged.clear();
        local.clear();
    }

    /** The transaction was rolled back: what it set is undone. */
    public void rollback() {
        staged.clear();
        local.clear();
    }

    /** The value in force. */
    public String get(String name) {
        VariableDefinition definition = definition(name);
        String key = key(definition);
        String value = local.get(key);
        if (value == null) {
            value = staged.containsKey(key) ? staged.get(key) : session.get(key);
        }
        if (value == null) {
            value = startup.get(key);
        }
        return value == null ? definition.initial() : value;
    }

    /** Whether a boolean variable is on. */
    public boolean isOn(String name) {
        return get(name).equals("on");
    }

    /** The names in {@code search_path}. */
    public List<String> searchPath() {
        return NameList.parse(get("search_path"));
    }

    /** The reported variables that have changed since the last report. */
    public Map<String, String> unreported() {
        Map<String, String> news = new LinkedHashMap<>();
        for (String name : VariableCatalog.REPORTED) {
            String value = get(name);
            if (!value.equals(reported.put(name, value))) {
                news.put(name, value);
            }
        }
        return news;
    }

    /** The variable of that name; 42704 if there is none. */
    public static VariableDefinition definition(String name) {
        Optional<VariableDefinition> definition = VariableCatalog.find(name);
        return definition.orElseThrow(
                () -> SqlError.of("42704", "unrecognized configuration parameter \"" + name + "\""));
    }

    private static String key(VariableDefinition definition) {
        return definition.name().toLowerCase(Locale.ROOT);
    }
}
