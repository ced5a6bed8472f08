package dev.verdigris.sandbox.catalog.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.access.PrivilegeLetters;
import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.AuditLog;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.catalog.store.TextArrays;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.PrivilegeStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import org.jspecify.annotations.Nullable;

/** GRANT and REVOKE of privileges. The grantor on record is always the object's owner. */
public final class PrivilegeDdl {

    private PrivilegeDdl() {}

    /** Carries out GRANT, REVOKE or ALTER DEFAULT PRIVILEGES. */
    public static void run(DdlContext ddl, PrivilegeStatement statement) {
        switch (statement) {
            case PrivilegeStatement.ChangePrivileges change -> change(ddl, change);
            case PrivilegeStatement.AlterDefaultPrivileges alter -> DefaultPrivilegeDdl.run(ddl, alter);
        }
    }

    private static void change(DdlContext ddl, PrivilegeStatement.ChangePrivileges statement) {
        List<String> grantees = granteeIds(ddl, statement.grantees());
        switch (statement.target()) {
            case PrivilegeStatement.Target.SystemWide system -> onSystem(ddl, statement, grantees);
            case PrivilegeStatement.Target.Named named -> {
                List<CatalogEntry> objects = named.names().stream()
                        .map(name -> find(ddl, named.kind(), name))
                        .toList();
                requireValid(statement.privileges(), named.kind(), objects);
                onObjects(ddl, statement, objects, grantees);
            }
            case PrivilegeStatement.Target.All all -> {
                List<CatalogEntry> objects = Privileged.all(ddl, all);
                requireValid(statement.privileges(), all.kind(), objects);
                onObjects(ddl, statement, objects, grantees);
            }
        }
    }

    /** The ids of grantees; p is PUBLIC. */
    static List<String> granteeIds(DdlContext ddl, List<String> names) {
        return names.stream()
                .map(name -> name.equals(PrivilegeStatement.PUBLIC) ? "p" : grantee(ddl, name))
                .toList();
    }

    private static String grantee(DdlContext ddl, String name) {
        return RoleDdl.requireAssignable(ddl.names.role(name)).id();
    }

    private static void onSystem(DdlContext ddl, PrivilegeStatement.ChangePrivileges statement, List<String> grantees) {
        String wanted = statement.privileges().isEmpty()
                ? PrivilegeLetters.allOfSystem()
                : PrivilegeLetters.of(statement.privileges());
        String foreign = PrivilegeLetters.difference(wanted, PrivilegeLetters.allOfSystem());
        if (!foreign.isEmpty()) {
            throw SqlError.internal("invalid privilege types " + PrivilegeLetters.words(foreign) + " for SYSTEM");
        }
        ddl.access.require(Requirements.superuser("GRANT/REVOKE SYSTEM PRIVILEGES"));
        for (String grantee : grantees) {
            boolean changed = statement.grant()
                    ? ddl.privileges.add("system", "", grantee, "s1", wanted)
                    : ddl.privileges.remove("system", "", grantee, "s1", wanted);
            if (changed) {
                ddl.audit.write(
                        statement.grant() ? "grant" : "revoke",
                        "system",
                        Json.object()
                                .put("object_id", "SYSTEM")
                                .put("grantee_id", grantee)
                                .put("grantor_id", "s1")
                                .put("privileges", wanted));
                ddl.changed();
            }
        }
    }

    private static void requireValid(List<String> privileges, ObjectKind kind, List<CatalogEntry> objects) {
        String foreign = PrivilegeLetters.difference(PrivilegeLetters.of(privileges), PrivilegeLetters.all(kind));
        if (!foreign.isEmpty()) {
            String what = objects.isEmpty()
                    ? ""
                    : " " + Quoting.identifier(objects.get(0).fullName());
            throw SqlError.internal(
                    "invalid privilege types " + PrivilegeLetters.words(foreign) + " for " + kind.sql() + what);
        }
    }

    private static CatalogEntry find(DdlContext ddl, ObjectKind kind, ObjectPath name) {
        return switch (kind) {
            case DATABASE -> ddl.names.database(name.last());
            case SCHEMA -> ddl.names.schema(name);
            case CLUSTER -> ddl.names.cluster(name.last());
            case TABLE -> relation(ddl, name);
            case CONNECTION, SECRET, TYPE -> ddl.require(ddl.names.item(name), kind);
            case VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, FUNCTION, ROLE, CLUSTER_REPLICA, NETWORK_POLICY ->
                throw SqlError.internal(kind.sql() + "S do not have privileges");
        };
    }

    private static CatalogEntry.Item relation(DdlContext ddl, ObjectPath name) {
        if (ddl.names.findItem(name).isEmpty()) {
            requireNotSystem(ddl, name);
        }
        CatalogEntry.Item item = ddl.names.item(name);
        if (!item.isRelation()) {
            throw SqlError.internal(
                    ddl.names.shortName(item) + " is " + (item.kind() == ObjectKind.INDEX ? "an " : "a ")
                            + item.kind().words() + " not a table");
        }
        return item;
    }

    /** The relations of the system belong to {@code mz_system}, and nobody can change their grants. */
    private static void requireNotSystem(DdlContext ddl, ObjectPath name) {
        Optional<String> system = ddl.names.systemRelation(name);
        if (system.isPresent()) {
            throw ddl.access.isBound()
                    ? SqlError.of("42501", "must be owner of " + system.get())
                    : SqlError.internal("system item '"
                            + system.get().substring(system.get().lastIndexOf(' ') + 1) + "' cannot be modified");
        }
    }

    private static void onObjects(
            DdlContext ddl,
            PrivilegeStatement.ChangePrivileges statement,
            List<? extends CatalogEntry> objects,
            List<String> grantees) {
        objects.forEach(object -> ddl.access.require(Requirements.changePrivileges(object, container(ddl, object))));
        for (CatalogEntry object : objects) {
            String possible = PrivilegeLetters.all(object.kind());
            String wanted = statement.privileges().isEmpty() ? possible : PrivilegeLetters.of(statement.privileges());
            String foreign = PrivilegeLetters.difference(wanted, possible);
            if (!foreign.isEmpty()) {
                ddl.notice(Diagnostic.notice(
                        "00000",
                        "non-applicable privilege types " + PrivilegeLetters.words(foreign) + " for "
                                + object.kind().sql() + " " + Quoting.identifier(object.fullName())));
            }
            String letters = PrivilegeLetters.intersection(wanted, possible);
            grantees.forEach(grantee -> change(ddl, statement.grant(), object, grantee, letters));
        }
    }

    private static void change(DdlContext ddl, boolean grant, CatalogEntry object, String grantee, String letters) {
        boolean changed = grant
                ? ddl.privileges.add(object.privilegeKind(), object.id(), grantee, object.ownerId(), letters)
                : ddl.privileges.remove(object.privilegeKind(), object.id(), grantee, object.ownerId(), letters);
        if (changed) {
            ddl.audit.privilege(grant, object.kind(), AuditLog.typedId(object), grantee, object.ownerId(), letters);
            ddl.changed();
        } else if (!grant && ddl.privileges.heldFromOthers(object, grantee, letters)) {
            ddl.notice(nothingRevoked(object));
        }
    }

    /** The notice for an object with grants that the statement cannot take back; null for those on the system. */
    static Diagnostic nothingRevoked(@Nullable CatalogEntry object) {
        String name = object == null ? "SYSTEM" : object.kind().sql() + " " + Quoting.identifier(object.fullName());
        return Diagnostic.warning("01006", "no privileges could be revoked for " + name);
    }

    private static @Nullable CatalogEntry container(DdlContext ddl, CatalogEntry object) {
        return switch (object) {
            case CatalogEntry.Item item -> item.schema();
            case CatalogEntry.Schema schema ->
                Optional.ofNullable(schema.database()).map(ddl.names::database).orElse(null);
            case CatalogEntry.Cluster cluster -> null;
            case CatalogEntry.Replica replica -> null;
            case CatalogEntry.Database database -> null;
            case CatalogEntry.Role role -> null;
        };
    }

    /** The objects that ALL means in a statement. */
    private static final class Privileged {

        static List<CatalogEntry> all(DdlContext ddl, PrivilegeStatement.Target.All target) {
            List<CatalogEntry> objects = new ArrayList<>();
            switch (target.kind()) {
                case CLUSTER ->
                    ddl.sql
                            .query("SELECT name FROM mz_store.cluster WHERE id LIKE 'u%' ORDER BY id")
                            .forEach(row -> objects.add(ddl.names.cluster(row.text(0))));
                case DATABASE ->
                    ddl.sql
                            .query("SELECT name FROM mz_store.database ORDER BY id")
                            .forEach(row -> objects.add(ddl.names.database(row.text(0))));
                case SCHEMA ->
                    ddl.sql
                            .query("SELECT id FROM mz_store.schema WHERE id LIKE 'u%' ORDER BY id")
                            .forEach(row -> objects.add(ddl.names.schemaById(row.text(0))));
                case TABLE -> objects.addAll(items(ddl, target, "table,view,materialized-view,source"));
                case CONNECTION, SECRET, TYPE ->
                    objects.addAll(items(ddl, target, target.kind().catalogName()));
                case VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, FUNCTION, ROLE, CLUSTER_REPLICA, NETWORK_POLICY ->
                    throw SqlError.internal(target.kind().sql() + "S do not have privileges");
            }
            return objects;
        }

        private static List<CatalogEntry.Item> items(
                DdlContext ddl, PrivilegeStatement.Target.All target, String kinds) {
            if (target.containerKind() == ObjectKind.SCHEMA) {
                List<String> schemas = target.containers().stream()
                        .map(ddl.names::schema)
                        .map(CatalogEntry.Schema::id)
                        .toList();
                return ddl.names.items(
                        "i.kind = ANY (string_to_array($1, ',')) AND i.schema_id = ANY ($2::text[])",
                        kinds,
                        TextArrays.of(schemas));
            }
            target.containers().forEach(database -> ddl.names.database(database.last()));
            return ddl.names.items("i.kind = ANY (string_to_array($1, ','))", kinds);
        }
    }
}
