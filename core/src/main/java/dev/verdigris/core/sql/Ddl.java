package dev.verdigris.core.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.sink.KafkaSink;
import dev.verdigris.core.sink.Topic;
import dev.verdigris.core.step.DefaultStep;
import dev.verdigris.core.step.Grantee;

/**
 * Single statements as text, without a semicolon. Plans and the fixes of problems are rendered with it, so the
 * statements of a fix can be pasted for any name.
 */
public final class Ddl {

    private Ddl() {}

    /** Creates a schema (Materialize docs: sql/create-schema). */
    public static String createSchema(SchemaName schema) {
        return "CREATE SCHEMA " + schema.sql();
    }

    /** Creates a schema, unless it exists. */
    public static String createSchemaUnlessExists(SchemaName schema) {
        return "CREATE SCHEMA IF NOT EXISTS " + schema.sql();
    }

    /** Raises a limit of the server. Only superusers may do it (Materialize docs: sql/alter-system-set). */
    public static String setLimit(String parameter, long value) {
        return "ALTER SYSTEM SET " + parameter + " = " + value;
    }

    /** Gives a system parameter its default again. Only a superuser may do that. */
    public static String resetSystemParameter(String parameter) {
        return "ALTER SYSTEM RESET " + parameter;
    }

    /**
     * Cancels the running query of a session and keeps the session (Materialize docs:
     * sql/functions/#pg_cancel_backend).
     */
    public static String cancelBackend(long connectionId) {
        return "SELECT pg_cancel_backend(" + connectionId + ")";
    }

    /** Shows a temporary view and the sessions of its owner, one of which has created it. */
    public static String showTemporaryView(ItemId view) {
        return "SELECT v.name, v.create_sql, r.name AS owner, s.connection_id, s.client_ip, s.connected_at"
                + " FROM mz_catalog.mz_views AS v JOIN mz_catalog.mz_roles AS r ON r.id = v.owner_id"
                + " LEFT JOIN mz_internal.mz_sessions AS s ON s.role_id = r.id"
                + " AND s.connection_id <> pg_backend_pid() WHERE v.id = "
                + Literal.of(view.value()).sql();
    }

    /** Shows the last drops, and who made them. */
    public static String showDrops() {
        return "SELECT occurred_at, \"user\", object_type, details FROM mz_catalog.mz_audit_events"
                + " WHERE event_type = 'drop' ORDER BY occurred_at DESC LIMIT 20";
    }

    /** Shows how far a sink has come, and why it does not run. */
    public static String showProgress(ItemId sink) {
        return "SELECT s.status, s.error, f.write_frontier FROM mz_internal.mz_sink_statuses AS s"
                + " LEFT JOIN mz_internal.mz_frontiers AS f ON f.object_id = s.id WHERE s.id = "
                + Literal.of(sink.value()).sql();
    }

    /** Creates a database. */
    public static String createDatabase(Identifier database) {
        return "CREATE DATABASE " + database.sql();
    }

    /** Changes the owner of a target. */
    public static String changeOwner(Target target, Identifier owner) {
        return "ALTER " + keyword(target) + " " + target.sql() + " OWNER TO " + owner.sql();
    }

    /** Grants privileges. */
    public static String grant(Target target, Set<Privilege> privileges, Grantee grantee) {
        return "GRANT " + list(privileges) + " ON " + granted(target) + " TO " + name(grantee);
    }

    /** Grants privileges on a database. */
    public static String grantOnDatabase(Identifier database, Set<Privilege> privileges, Grantee grantee) {
        return "GRANT " + list(privileges) + " ON DATABASE " + database.sql() + " TO " + name(grantee);
    }

    /** Grants a privilege on the system. */
    public static String grantOnSystem(Privilege privilege, Grantee grantee) {
        return "GRANT " + privilege + " ON SYSTEM TO " + name(grantee);
    }

    /** Makes a role a member of another. */
    public static String grantRole(Identifier role, Identifier member) {
        return "GRANT " + role.sql() + " TO " + member.sql();
    }

    /** Revokes privileges. */
    public static String revoke(Target target, Set<Privilege> privileges, Grantee grantee) {
        return "REVOKE " + list(privileges) + " ON " + granted(target) + " FROM " + name(grantee);
    }

    /** The target of a grant. All relations are granted as tables. */
    private static String granted(Target target) {
        boolean relation = target instanceof Target.OfItem item && item.kind().isRelation();
        return (relation ? "TABLE" : keyword(target)) + " " + target.sql();
    }

    /** Comments on a target. */
    public static String comment(Target target, String text) {
        return "COMMENT ON " + keyword(target) + " " + target.sql() + " IS "
                + Literal.of(text).sql();
    }

    /** Removes the comment of a target. */
    public static String uncomment(Target target) {
        return "COMMENT ON " + keyword(target) + " " + target.sql() + " IS NULL";
    }

    /** Comments on a column of a relation. */
    public static String commentOnColumn(ObjectName relation, Identifier column, String text) {
        return "COMMENT ON COLUMN " + relation.sql() + "." + column.sql() + " IS "
                + Literal.of(text).sql();
    }

    /** Removes the comment of a column of a relation. */
    public static String uncommentColumn(ObjectName relation, Identifier column) {
        return "COMMENT ON COLUMN " + relation.sql() + "." + column.sql() + " IS NULL";
    }

    /** Changes default privileges in a schema (Materialize docs: sql/alter-default-privileges). */
    public static String byDefault(DefaultStep step) {
        String whose = switch (step.creator()) {
            case Grantee.Everybody everybody -> "ALL ROLES";
            case Grantee.ToRole role -> "ROLE " + role.name().sql();
        };
        String what = list(step.privileges()) + " ON " + step.kind().sql();
        return "ALTER DEFAULT PRIVILEGES FOR " + whose + " IN SCHEMA "
                + step.schema().sql()
                + switch (step) {
                    case DefaultStep.GrantByDefault grant -> " GRANT " + what + " TO " + name(step.grantee());
                    case DefaultStep.RevokeByDefault revoke -> " REVOKE " + what + " FROM " + name(step.grantee());
                };
    }

    /** Creates a view. */
    public static String createView(ObjectName view, String query) {
        return "CREATE VIEW " + view.sql() + " AS " + query;
    }

    /** Renames a target. The new name is bare, because a rename does not move. */
    public static String rename(Target target, Target renamed) {
        return "ALTER " + keyword(target) + " " + target.sql() + " RENAME TO "
                + renamed.lastPart().sql();
    }

    /**
     * Exchanges two schemas of one database, or two clusters. The second name must be bare (Materialize docs:
     * sql/alter-schema).
     */
    public static String swap(Target target, Target other) {
        return "ALTER " + keyword(target) + " " + target.sql() + " SWAP WITH "
                + other.lastPart().sql();
    }

    /** Makes a sink read another object (Materialize docs: sql/alter-sink). */
    public static String repointSink(ObjectName sink, ObjectName to) {
        return "ALTER SINK " + sink.sql() + " SET FROM " + to.sql();
    }

    /**
     * Creates a sink with the output of another one in a topic of its own (Materialize docs: sql/create-sink/kafka).
     */
    public static String createSink(
            ObjectName sink, Identifier cluster, ObjectName from, KafkaSink output, Topic topic) {
        List<String> options = new ArrayList<>();
        options.add("TOPIC = " + Literal.of(topic.name()).sql());
        options.addAll(output.options());
        List<String> with = new ArrayList<>(output.with());
        with.add("SNAPSHOT = true");
        return "CREATE SINK " + sink.sql() + " IN CLUSTER " + cluster.sql() + " FROM " + from.sql()
                + " INTO KAFKA CONNECTION " + output.connection() + " (" + String.join(", ", options) + ") "
                + output.output() + " WITH (" + String.join(", ", with) + ")";
    }

    /** Shows the definition of an object with plain names. */
    public static String showCreate(Target.OfItem target) {
        return "SHOW CREATE " + target.kind().sql() + " " + target.name().sql();
    }

    /** Counts the rows of a relation. */
    public static String count(ObjectName relation) {
        return "SELECT count(*) FROM " + relation.sql();
    }

    /** Counts the keys of a relation. */
    public static String countKeys(ObjectName relation, List<Identifier> key) {
        return "SELECT count(*) FROM (SELECT DISTINCT " + names(key) + " FROM " + relation.sql() + ")";
    }

    /** Counts the rows that only one of two relations has, by some columns. */
    public static String countDifferences(ObjectName one, ObjectName other, List<Identifier> columns) {
        return "SELECT count(*) FROM " + differences(one, other, columns);
    }

    /** Counts the keys whose rows only one of two relations has, by some columns. */
    public static String countDifferentKeys(
            ObjectName one, ObjectName other, List<Identifier> columns, List<Identifier> key) {
        return "SELECT count(*) FROM (SELECT DISTINCT " + names(key) + " FROM " + differences(one, other, columns)
                + ")";
    }

    private static String differences(ObjectName one, ObjectName other, List<Identifier> columns) {
        String first = "SELECT " + names(columns) + " FROM " + one.sql();
        String second = "SELECT " + names(columns) + " FROM " + other.sql();
        return "((" + first + " EXCEPT ALL " + second + ") UNION ALL (" + second + " EXCEPT ALL " + first + "))";
    }

    private static String names(List<Identifier> columns) {
        return columns.stream().map(Identifier::sql).collect(Collectors.joining(", "));
    }

    /** Replaces the definition of a materialized view with that of its replacement. */
    public static String applyReplacement(ObjectName target, ObjectName replacement) {
        return "ALTER MATERIALIZED VIEW " + target.sql() + " APPLY REPLACEMENT " + replacement.sql();
    }

    /** Drops one object, an empty schema, or a cluster on which no object runs. It has no CASCADE. */
    public static String drop(Target target) {
        return drop(List.of(target));
    }

    /** Drops several targets of one kind, all or none. It has no CASCADE. */
    static String drop(List<Target> targets) {
        return "DROP " + keyword(targets.getFirst()) + " "
                + targets.stream().map(Target::sql).collect(Collectors.joining(", "));
    }

    private static String keyword(Target target) {
        return switch (target) {
            case Target.OfSchema schema -> "SCHEMA";
            case Target.OfCluster cluster -> "CLUSTER";
            case Target.OfItem item -> item.kind().sql();
        };
    }

    private static String name(Grantee grantee) {
        return switch (grantee) {
            case Grantee.Everybody everybody -> "PUBLIC";
            case Grantee.ToRole role -> role.name().sql();
        };
    }

    private static String list(Set<Privilege> privileges) {
        return privileges.stream().map(Privilege::name).collect(Collectors.joining(", "));
    }
}
