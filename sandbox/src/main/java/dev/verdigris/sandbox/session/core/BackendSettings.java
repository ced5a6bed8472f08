package dev.verdigris.sandbox.session.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.sandbox.request.SessionContext;
import dev.verdigris.sandbox.session.variable.NameList;
import dev.verdigris.sandbox.session.variable.ServerVersion;
import dev.verdigris.sandbox.statement.rewrite.SchemaMapping;
import org.jspecify.annotations.Nullable;

/**
 * Brings the settings that PostgreSQL needs in line with the session's variables, before a statement runs. PostgreSQL's
 * search path is the temporary schema, {@code mz_catalog} and {@code pg_catalog}, then the client's. The settings
 * {@code mz_sandbox.*} describe the session to the catalog's own functions.
 */
public final class BackendSettings {

    private static final List<String> COPIED = List.of("TimeZone", "extra_float_digits");

    private final SessionCore core;
    private final Map<String, String> applied = new LinkedHashMap<>();
    private @Nullable SessionContext context;
    private Map<String, String> databases = Map.of();
    private long contextRevision;

    BackendSettings(SessionCore core) {
        this.core = core;
    }

    /**
     * Sets what differs.
     *
     * @throws dev.verdigris.sandbox.error.SqlError if PostgreSQL refuses a value, for instance a time zone
     */
    public void apply() {
        Map<String, String> wanted = wanted();
        String changes = wanted.entrySet().stream()
                .filter(setting -> !setting.getValue().equals(applied.get(setting.getKey())))
                .map(setting -> "SET " + setting.getKey() + setting.getValue())
                .collect(Collectors.joining("; "));
        if (!changes.isEmpty()) {
            core.backend().sql().execute(changes);
            applied.putAll(wanted);
        }
    }

    /** Call this when PostgreSQL has rolled back a transaction, which also undoes the settings made in it. */
    public void forget() {
        applied.clear();
    }

    private Map<String, String> wanted() {
        Map<String, String> wanted = new LinkedHashMap<>();
        SessionContext now = context();
        wanted.put("SESSION AUTHORIZATION ", NameList.quote(core.role().name()));
        wanted.put("search_path TO ", searchPath());
        COPIED.forEach(name -> put(wanted, name, core.variables().get(name)));
        put(wanted, "mz_sandbox.session_id", core.id().toString());
        put(wanted, "mz_sandbox.connection_id", Integer.toString(now.connectionId()));
        put(wanted, "mz_sandbox.role_id", now.roleId());
        put(wanted, "mz_sandbox.superuser", now.superuser() ? "on" : "off");
        put(wanted, "mz_sandbox.rbac", now.rbacEnabled() ? "on" : "off");
        put(wanted, "mz_sandbox.version", ServerVersion.MZ_VERSION);
        put(wanted, "mz_sandbox.database", core.variables().get("database"));
        put(wanted, "mz_sandbox.cluster", core.variables().get("cluster"));
        return wanted;
    }

    private static void put(Map<String, String> settings, String name, String value) {
        settings.put(name + " TO ", "'" + value.replace("'", "''") + "'");
    }

    /** The session as the catalog has it. Looked up again when the catalog has changed. */
    private SessionContext context() {
        long revision = core.services().catalogState().revision();
        SessionContext found = context;
        if (found == null || contextRevision != revision) {
            found = core.context();
            context = found;
            databases = core.services()
                    .lookup()
                    .call(sql -> sql.query("SELECT name, id FROM mz_store.database").stream()
                            .collect(Collectors.toMap(row -> row.text(0), row -> row.text(1))));
            contextRevision = revision;
            core.variables().setFixed("is_superuser", found.superuser() ? "on" : "off");
        }
        return found;
    }

    private String searchPath() {
        List<String> path = core.variables().searchPath();
        Stream<String> implicit = Stream.of("mz_catalog", "pg_catalog").filter(schema -> !path.contains(schema));
        SchemaMapping backing = backing();
        return Stream.concat(
                        implicit,
                        path.stream()
                                .filter(schema -> !SchemaMapping.isHidden(schema))
                                .map(backing::ofSession))
                .map(NameList::quote)
                .collect(Collectors.joining(", "));
    }

    /** Where schemas are in PostgreSQL, for the session's database as it is now. */
    public SchemaMapping backing() {
        context();
        return new SchemaMapping(core.variables().get("database"), databases);
    }
}
