package dev.verdigris.sandbox.catalog.object;

import java.util.Locale;
import java.util.Set;

import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.SystemStatement;

/** ALTER SYSTEM: the parameters that the sandbox uses, and feature flags by their prefix. */
public final class SystemDdl {

    private static final String SYSTEM_ROLE = "mz_system";

    /** The parameters that a superuser other than mz_system may change. */
    private static final Set<String> USER_MODIFIABLE = Set.of("enable_rbac_checks", "network_policy");

    private SystemDdl() {}

    /** Carries out ALTER SYSTEM. */
    public static void run(DdlContext ddl, SystemStatement statement) {
        switch (statement) {
            case SystemStatement.AlterSystemSet set -> {
                requireAllowed(ddl, set.name());
                requireKnown(set.name());
                String value = normalized(set.name(), String.join(", ", set.values()));
                ddl.sql.execute(
                        "INSERT INTO mz_store.system_parameter (name, value) VALUES ($1, $2)"
                                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                        set.name(),
                        value);
                ddl.audit.write(
                        "alter", "system", Json.object().put("name", set.name()).put("value", value));
            }
            case SystemStatement.AlterSystemReset reset -> {
                requireAllowed(ddl, reset.name());
                requireKnown(reset.name());
                ddl.sql.execute("DELETE FROM mz_store.system_parameter WHERE name = $1", reset.name());
                ddl.audit.write(
                        "alter",
                        "system",
                        Json.object().put("name", reset.name()).put("value", (String) null));
            }
            case SystemStatement.AlterSystemResetAll all -> {
                requireAllowed(ddl, "all");
                ddl.sql.execute("DELETE FROM mz_store.system_parameter");
                ddl.audit.write("alter", "system", Json.object());
            }
        }
        ddl.changed();
    }

    private static void requireAllowed(DdlContext ddl, String name) {
        if (ddl.context.roleName().equals(SYSTEM_ROLE)) {
            return;
        }
        boolean userModifiable = USER_MODIFIABLE.contains(name);
        if (userModifiable && !ddl.context.superuser()) {
            String toggle = "toggle the '" + name + "' system configuration parameter";
            throw new SqlError(Diagnostic.error("42501", "permission denied to " + toggle)
                    .withDetail("You must be a superuser to " + toggle));
        }
        if (!ddl.context.superuser()) {
            throw new SqlError(Diagnostic.error("42501", "permission denied to alter system")
                    .withDetail("You must be the 'mz_system' role"));
        }
        if (!userModifiable) {
            throw SqlError.of("42501", "permission denied to toggle the '" + name + "' system configuration parameter");
        }
    }

    private static void requireKnown(String name) {
        boolean known = name.startsWith("max_")
                || name.startsWith("enable_")
                || name.startsWith("unsafe_")
                || Set.of(
                                "default_cluster_replication_factor",
                                "cluster",
                                "database",
                                "search_path",
                                "network_policy",
                                "statement_timeout",
                                "idle_in_transaction_session_timeout",
                                "wallclock_lag_recording_interval",
                                "log_filter",
                                "allow_real_time_recency",
                                "transaction_isolation",
                                "cluster_replica")
                        .contains(name);
        if (!known) {
            throw SqlError.of("42704", "unrecognized configuration parameter \"" + name + "\"");
        }
    }

    /** Feature flags are stored as on and off, limits as numbers. */
    private static String normalized(String name, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (name.startsWith("enable_") || name.startsWith("unsafe_enable_")) {
            return switch (lower) {
                case "on", "true", "t", "1", "yes" -> "on";
                case "off", "false", "f", "0", "no" -> "off";
                default -> throw SqlError.of("22023", "parameter \"" + name + "\" requires a \"boolean\" value");
            };
        }
        if (name.startsWith("max_") && !value.matches("[0-9]{1,18}(\\.[0-9]+)?")) {
            throw SqlError.of("22023", "parameter \"" + name + "\" requires a \"unsigned integer\" value");
        }
        return value;
    }
}
