package dev.verdigris.sandbox.catalog.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.access.PrivilegeLetters;
import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlRun;
import dev.verdigris.sandbox.catalog.context.Kinds;
import dev.verdigris.sandbox.catalog.store.AuditLog;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.catalog.store.Stored;
import dev.verdigris.sandbox.catalog.store.TextArrays;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.ast.PrivilegeStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import org.jspecify.annotations.Nullable;

/** GRANT and REVOKE of privileges. The grantor on record is always the object's owner. */
public final class PrivilegeDdl {

    private PrivilegeDdl() {}

    public static void run(DdlRun run, PrivilegeStatement statement) {
        switch (statement) {
            case PrivilegeStatement.ChangePrivileges change -> change(run, change);
            case PrivilegeStatement.AlterDefaultPrivileges alter -> DefaultPrivilegeDdl.run(run, alter);
        }
    }

    private static void change(DdlRun run, PrivilegeStatement.ChangePrivileges statement) {
        List<String> grantees = granteeIds(run, statement.grantees());
        switch (statement.target()) {
            case PrivilegeStatement.Target.SystemWide system -> onSystem(run, statement, grantees);
            case PrivilegeStatement.Target.Named named -> {
                List<Stored> objects = named.names().stream()
                        .map(name -> find(run, named.kind(), name))
                        .toList();
                demandValid(statement.privileges(), named.kind(), objects);
                onObjects(run, statement, objects, grantees);
            }
            case PrivilegeStatement.Target.All all -> {
                List<Stored> objects = Privileged.all(run, all);
                demandValid(statement.privileges(), all.kind(), objects);
                onObjects(run, statement, objects, grantees);
            }
        }
    }

    /** The ids of grantees; p is PUBLIC. */
    static List<String> granteeIds(DdlRun run, List<String> names) {
        return names.stream()
                .map(name -> name.equals(PrivilegeStatement.PUBLIC) ? "p" : grantee(run, name))
                .toList();
    }

    private static String grantee(DdlRun run, String name) {
        return RoleDdl.demandAssignable(run.names.role(name)).id();
    }

    private static void onSystem(DdlRun run, PrivilegeStatement.ChangePrivileges statement, List<String> grantees) {
        String wanted = statement.privileges().isEmpty()
                ? PrivilegeLetters.allOfSystem()
                : PrivilegeLetters.of(statement.privileges());
        String foreign = PrivilegeLetters.difference(wanted, PrivilegeLetters.allOfSystem());
        if (!foreign.isEmpty()) {
            throw SqlFailure.internal("invalid privilege types " + PrivilegeLetters.words(foreign) + " for SYSTEM");
        }
        run.access.check(Requirements.superuser("GRANT/REVOKE SYSTEM PRIVILEGES"));
        for (String grantee : grantees) {
            boolean changed = statement.grant()
                    ? run.privileges.add("system", "", grantee, "s1", wanted)
                    : run.privileges.remove("system", "", grantee, "s1", wanted);
            if (changed) {
                run.audit.write(
                        statement.grant() ? "grant" : "revoke",
                        "system",
                        Json.object()
                                .put("object_id", "SYSTEM")
                                .put("grantee_id", grantee)
                                .put("grantor_id", "s1")
                                .put("privileges", wanted));
                run.changed();
            }
        }
    }

    private static void demandValid(List<String> privileges, ObjectKind kind, List<Stored> objects) {
        String foreign = PrivilegeLetters.difference(PrivilegeLetters.of(privileges), PrivilegeLetters.all(kind));
        if (!foreign.isEmpty()) {
            String what = objects.isEmpty()
                    ? ""
                    : " " + Quoting.identifier(objects.get(0).fullName());
            throw SqlFailure.internal(
                    "invalid privilege types " + PrivilegeLetters.words(foreign) + " for " + kind.sql() + what);
        }
    }

    private static Stored find(DdlRun run, ObjectKind kind, ObjectPath name) {
        return switch (kind) {
            case DATABASE -> run.names.database(name.last());
            case SCHEMA -> run.names.schema(name);
            case CLUSTER -> run.names.cluster(name.last());
            case TABLE -> relation(run, name);
            case CONNECTION, SECRET, TYPE -> Kinds.demand(run, run.names.item(name), kind);
            case VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, FUNCTION, ROLE, CLUSTER_REPLICA, NETWORK_POLICY ->
                throw SqlFailure.internal(kind.sql() + "S do not have privileges");
        };
    }

    private static Stored.Item relation(DdlRun run, ObjectPath name) {
        Stored.Item item = run.names.item(name);
        if (!item.isRelation()) {
            throw SqlFailure.internal(
                    run.names.shortName(item) + " is " + (item.kind() == ObjectKind.INDEX ? "an " : "a ")
                            + item.kind().words() + " not a table");
        }
        return item;
    }

    private static void onObjects(
            DdlRun run,
            PrivilegeStatement.ChangePrivileges statement,
            List<? extends Stored> objects,
            List<String> grantees) {
        objects.forEach(object -> run.access.check(Requirements.changePrivileges(object, container(run, object))));
        for (Stored object : objects) {
            String possible = PrivilegeLetters.all(object.kind());
            String wanted = statement.privileges().isEmpty() ? possible : PrivilegeLetters.of(statement.privileges());
            String foreign = PrivilegeLetters.difference(wanted, possible);
            if (!foreign.isEmpty()) {
                run.notice(Diagnostic.notice(
                        "00000",
                        "non-applicable privilege types " + PrivilegeLetters.words(foreign) + " for "
                                + object.kind().sql() + " " + Quoting.identifier(object.fullName())));
            }
            String letters = PrivilegeLetters.intersection(wanted, possible);
            grantees.forEach(grantee -> change(run, statement.grant(), object, grantee, letters));
        }
    }

    private static void change(DdlRun run, boolean grant, Stored object, String grantee, String letters) {
        boolean changed = grant
                ? run.privileges.add(object.privilegeKind(), object.id(), grantee, object.ownerId(), letters)
                : run.privileges.remove(object.privilegeKind(), object.id(), grantee, object.ownerId(), letters);
        if (changed) {
            run.audit.privilege(grant, object.kind(), AuditLog.typedId(object), grantee, object.ownerId(), letters);
            run.changed();
        } else if (!grant && run.privileges.heldFromOthers(object, grantee, letters)) {
            run.notice(Diagnostic.warning(
                    "01006",
                    "no privileges could be revoked for " + object.kind().sql() + " "
                            + Quoting.identifier(object.fullName())));
        }
    }

    private static @Nullable Stored container(DdlRun run, Stored object) {
        return switch (object) {
            case Stored.Item item -> item.schema();
            case Stored.Schema schema ->
                Optional.ofNullable(schema.database()).map(run.names::database).orElse(null);
            case Stored.Cluster cluster -> null;
            case Stored.Replica replica -> null;
            case Stored.Database database -> null;
            case Stored.Role role -> null;
        };
    }

    /** Objects that a statement means by ALL. */
    private static final class Privileged {

        static List<Stored> all(DdlRun run, PrivilegeStatement.Target.All target) {
            List<Stored> objects = new ArrayList<>();
            switch (target.kind()) {
                case CLUSTER ->
                    run.sql
                            .query("SELECT name FROM mz_store.cluster WHERE id LIKE 'u%' ORDER BY id")
                            .forEach(row -> objects.add(run.names.cluster(row.text(0))));
                case DATABASE ->
                    run.sql
                            .query("SELECT name FROM mz_store.database ORDER BY id")
                            .forEach(row -> objects.add(run.names.database(row.text(0))));
                case SCHEMA ->
                    run.sql
                            .query("SELECT id FROM mz_store.schema WHERE id LIKE 'u%' ORDER BY id")
                            .forEach(row -> objects.add(run.names.schemaById(row.text(0))));
                case TABLE -> objects.addAll(items(run, target, "table,view,materialized-view,source"));
                case CONNECTION, SECRET, TYPE ->
                    objects.addAll(items(run, target, target.kind().catalogName()));
                case VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, FUNCTION, ROLE, CLUSTER_REPLICA, NETWORK_POLICY ->
                    throw SqlFailure.internal(target.kind().sql() + "S do not have privileges");
            }
            return objects;
        }

        private static List<Stored.Item> items(DdlRun run, PrivilegeStatement.Target.All target, String kinds) {
            if (target.containerKind() == ObjectKind.SCHEMA) {
                List<String> schemas = target.containers().stream()
                        .map(run.names::schema)
                        .map(Stored.Schema::id)
                        .toList();
                return run.names.items(
                        "i.kind = ANY (string_to_array($1, ',')) AND i.schema_id = ANY ($2::text[])",
                        kinds,
                        TextArrays.of(schemas));
            }
            target.containers().forEach(database -> run.names.database(database.last()));
            return run.names.items("i.kind = ANY (string_to_array($1, ','))", kinds);
        }
    }
}
