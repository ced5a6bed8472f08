package dev.verdigris.sandbox.session.variable;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.sandbox.session.variable.VariableDefinition.Kind;

/** All session variables, with Materialize's defaults. */
public final class VariableCatalog {

    private static final Kind TEXT = new Kind.Text();
    private static final Kind FLAG = new Kind.Flag();
    private static final Kind NUMBER = new Kind.Number();
    private static final Kind DURATION = new Kind.Duration();
    private static final Kind FIXED = new Kind.Fixed();

    private static final Kind ISOLATION = new Kind.Choice(Map.of(
            "read uncommitted", "serializable",
            "read committed", "serializable",
            "repeatable read", "serializable",
            "serializable", "serializable",
            "strict serializable", "strict serializable",
            "strong session serializable", "strong session serializable"));

    /** PostgreSQL's level {@code debug} stands for {@code debug2}. */
    private static final Kind MESSAGES = new Kind.Choice(
            Stream.of("debug5", "debug4", "debug3", "debug2", "debug1", "log", "notice", "warning", "error", "info")
                    .collect(Collectors.toMap(Function.identity(), Function.identity())));

    private static final List<VariableDefinition> ALL = List.of(
            of("application_name", "", TEXT, "Sets the application name to be reported in statistics and logs."),
            of("auto_route_catalog_queries", "on", FLAG, "Whether to run catalog queries on the catalog server."),
            of("client_encoding", "UTF8", utf8(), "Sets the client's character set encoding."),
            of("client_min_messages", "notice", MESSAGES, "Sets the message levels that are sent to the client."),
            of("cluster", "quickstart", TEXT, "Sets the current cluster."),
            of("cluster_replica", "", TEXT, "Sets a target cluster replica for SELECT queries."),
            of("current_object_missing_warnings", "on", FLAG, "Whether to warn when the current objects are missing."),
            of("database", "materialize", TEXT, "Sets the current database."),
            of("DateStyle", "ISO, MDY", dateStyle(), "Sets the display format for date and time values."),
            of("default_cluster_replication_factor", "1", FIXED, "Replication factor of new managed clusters."),
            of("emit_plan_insights_notice", "off", FLAG, "Whether to send a notice with plan insights."),
            of("emit_timestamp_notice", "off", FLAG, "Whether to send a notice with timestamp explanations."),
            of("emit_trace_id_notice", "off", FLAG, "Whether to send a notice with the trace id."),
            of("enable_session_rbac_checks", "off", FLAG, "Whether this session checks privileges."),
            of("extra_float_digits", "3", NUMBER, "Adjusts the number of digits displayed for floating-point values."),
            of("idle_in_transaction_session_timeout", "2 min", DURATION, "Longest idle time within a transaction."),
            of("integer_datetimes", "on", FIXED, "Whether the server uses 64-bit dates and times."),
            of("IntervalStyle", "postgres", intervalStyle(), "Sets the display format for interval values."),
            of("is_superuser", "off", FIXED, "Whether the current session is a superuser."),
            of("max_identifier_length", "255", FIXED, "The longest identifier in bytes."),
            of("max_query_result_size", "1073741824", TEXT, "The largest result of one query in bytes."),
            of("mz_version", ServerVersion.MZ_VERSION, FIXED, "Shows the Materialize server version."),
            of("real_time_recency", "off", FLAG, "Whether queries wait for the newest external data."),
            of("real_time_recency_timeout", "10 s", DURATION, "Longest wait for the newest external data."),
            of("search_path", "public", new Kind.Names(), "Sets the schema search order for unqualified names."),
            of("server_version", ServerVersion.SERVER_VERSION, FIXED, "Shows the PostgreSQL compatible version."),
            of("server_version_num", ServerVersion.SERVER_VERSION_NUM, FIXED, "The same as a number."),
            of("sql_safe_updates", "off", FLAG, "Prohibits SQL statements that may be overly destructive."),
            of("standard_conforming_strings", "on", new Kind.OnlyOn(), "Treats backslashes in strings literally."),
            of("statement_logging_sample_rate", "0.01", TEXT, "The share of statements that are logged."),
            of("statement_timeout", "1 min", DURATION, "Sets the maximum allowed duration of statements."),
            of("TimeZone", "UTC", TEXT, "Sets the time zone for displaying and interpreting time stamps."),
            of("transaction_isolation", "strict serializable", ISOLATION, "Sets the isolation level."),
            of("welcome_message", "on", FLAG, "Whether to send a welcome message after login."));

    private static final Map<String, VariableDefinition> BY_NAME = index(ALL);

    /** The variables that the server reports at the start and at each change (Materialize's list). */
    static final List<String> REPORTED = List.of(
            "application_name",
            "client_encoding",
            "DateStyle",
            "integer_datetimes",
            "server_version",
            "standard_conforming_strings",
            "TimeZone",
            "IntervalStyle",
            "cluster",
            "cluster_replica",
            "default_cluster_replication_factor",
            "database",
            "search_path",
            "mz_version");

    private VariableCatalog() {}

    /** The variable of that name, or of the name that replaced it. */
    public static Optional<VariableDefinition> find(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(BY_NAME.get(RenamedSettings.currentVariable(key)));
    }

    /** All variables. */
    public static Collection<VariableDefinition> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }

    private static VariableDefinition of(String name, String initial, Kind kind, String description) {
        return new VariableDefinition(name, initial, kind, description);
    }

    private static Map<String, VariableDefinition> index(List<VariableDefinition> definitions) {
        Map<String, VariableDefinition> index = new TreeMap<>();
        definitions.forEach(definition -> index.put(definition.name().toLowerCase(Locale.ROOT), definition));
        return index;
    }

    private static Kind utf8() {
        return new Kind.Choice(Map.of("utf8", "UTF8", "utf-8", "UTF8", "unicode", "UTF8"));
    }

    private static Kind dateStyle() {
        return new Kind.Choice(
                Map.of("iso, mdy", "ISO, MDY", "iso", "ISO, MDY", "mdy", "ISO, MDY", "iso,mdy", "ISO, MDY"));
    }

    private static Kind intervalStyle() {
        return new Kind.Choice(Map.of("postgres", "postgres"));
    }
}
