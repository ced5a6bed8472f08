package dev.verdigris.sandbox.catalog.access;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import org.jspecify.annotations.Nullable;

/**
 * The memberships, ownerships and privileges that a statement requires (Materialize docs: security/access-control).
 * This file has one method per statement. {@link AccessCheck} checks the result.
 */
public final class Requirements {

    private final List<String> memberships = new ArrayList<>();
    private final List<CatalogEntry> ownerships = new ArrayList<>();
    private final List<Privilege> usages = new ArrayList<>();
    private final List<Privilege> privileges = new ArrayList<>();
    private final List<CatalogEntry.Item> readings = new ArrayList<>();
    private @Nullable String superuserAction;

    private Requirements() {}

    /**
     * A privilege on something.
     *
     * @param kind as the message spells it
     * @param name the object's full name; empty for SYSTEM
     * @param storeKind the store's object_kind
     * @param objectId the object; empty for SYSTEM
     * @param word the privilege
     */
    record Privilege(@Nullable ObjectKind kind, String name, String storeKind, String objectId, String word) {}

    // Creation.

    /** One privilege on the system, for instance CREATEDB. */
    public static Requirements onSystem(String privilege) {
        return new Requirements().system(privilege);
    }

    /** What CREATE SCHEMA needs: CREATE on the database. */
    public static Requirements createSchema(CatalogEntry.Database database) {
        return new Requirements().privilege(database, "CREATE");
    }

    /** What the creation of an item without a cluster needs, for instance a table, view, connection or secret. */
    public static Requirements createItem(CatalogEntry.Schema schema, CatalogEntry.@Nullable Item replaced) {
        Requirements needs = new Requirements().privilege(schema, "CREATE");
        return replaced == null ? needs : needs.owner(replaced);
    }

    /** A materialized view or source. */
    public static Requirements createInCluster(
            CatalogEntry.Schema schema, CatalogEntry.Cluster cluster, CatalogEntry.@Nullable Item replaced) {
        return createItem(schema, replaced).privilege(cluster, "CREATE");
    }

    /** What CREATE INDEX needs: ownership of the relation, and CREATE on its schema and on the cluster. */
    public static Requirements createIndex(CatalogEntry.Item relation, CatalogEntry.Cluster cluster) {
        return new Requirements()
                .owner(relation)
                .privilege(relation.schema(), "CREATE")
                .privilege(cluster, "CREATE");
    }

    /**
     * What CREATE SINK needs: as for a materialized view, and the right to read the relation and to use the
     * connections.
     */
    public static Requirements createSink(
            CatalogEntry.Schema schema,
            CatalogEntry.Cluster cluster,
            CatalogEntry.Item from,
            List<CatalogEntry.Item> connections) {
        return createInCluster(schema, cluster, null).reads(from).uses(connections);
    }

    /** What CREATE CLUSTER REPLICA needs: ownership of the cluster. */
    public static Requirements createReplica(CatalogEntry.Cluster cluster) {
        return new Requirements().owner(cluster);
    }

    /** A connection that names secrets or other connections. */
    public static Requirements createConnection(CatalogEntry.Schema schema, List<CatalogEntry.Item> named) {
        return createItem(schema, null).uses(named);
    }

    // Change.

    /** What a rename needs: ownership, and CREATE on the container, if there is one. */
    public static Requirements rename(CatalogEntry object, @Nullable CatalogEntry container) {
        Requirements needs = new Requirements().owner(object);
        return container == null ? needs : needs.privilege(container, "CREATE");
    }

    /** What a swap of schemas needs: ownership of both, and CREATE on the database. */
    public static Requirements swapSchemas(
            CatalogEntry.Schema first, CatalogEntry.Schema second, CatalogEntry.Database database) {
        return new Requirements().owner(first).owner(second).privilege(database, "CREATE");
    }

    /** What a swap of clusters needs: ownership of both. */
    public static Requirements swapClusters(CatalogEntry.Cluster first, CatalogEntry.Cluster second) {
        return new Requirements().owner(first).owner(second);
    }

    /** What other changes of an object need: ownership. */
    public static Requirements alter(CatalogEntry object) {
        return new Requirements().owner(object);
    }

    /**
     * What ALTER SINK … SET FROM needs: ownership, CREATE on the cluster, and the right to read the relation and to use
     * the connections.
     */
    public static Requirements alterSink(
            CatalogEntry.Item sink,
            CatalogEntry.Item from,
            CatalogEntry.Cluster cluster,
            List<CatalogEntry.Item> connections) {
        return new Requirements()
                .owner(sink)
                .reads(from)
                .privilege(cluster, "CREATE")
                .uses(connections);
    }

    /** What APPLY REPLACEMENT needs: ownership of both views. */
    public static Requirements applyReplacement(CatalogEntry.Item target, CatalogEntry.Item replacement) {
        return new Requirements().owner(target).owner(replacement);
    }

    /** What OWNER TO needs: ownership, membership in the new owner, and CREATE on the container, if there is one. */
    public static Requirements changeOwner(
            CatalogEntry object, CatalogEntry.Role newOwner, @Nullable CatalogEntry container) {
        Requirements needs = new Requirements().owner(object).member(newOwner.id());
        return container == null ? needs : needs.privilege(container, "CREATE");
    }

    /** What DROP needs: ownership, and USAGE on the container, if there is one. */
    public static Requirements drop(CatalogEntry object, @Nullable CatalogEntry container) {
        Requirements needs = new Requirements().owner(object);
        return container == null ? needs : needs.privilege(container, "USAGE");
    }

    // Rows.

    /** What a query needs: USAGE on the cluster, and the right to read the relations. */
    public static Requirements query(List<CatalogEntry.Item> relations, CatalogEntry.Cluster cluster) {
        Requirements needs = new Requirements().privilege(cluster, "USAGE");
        relations.forEach(needs::reads);
        return needs;
    }

    /** What INSERT, UPDATE or DELETE needs: USAGE on the schema, and the privilege on the table. */
    public static Requirements changeRows(CatalogEntry.Item table, String privilege) {
        return new Requirements().privilege(table.schema(), "USAGE").privilege(table, privilege);
    }

    // Privileges and roles.

    /** What GRANT and REVOKE on an object need: the same as DROP. */
    public static Requirements changePrivileges(CatalogEntry object, @Nullable CatalogEntry container) {
        return drop(object, container);
    }

    /** An action that only a superuser may do; the message names it. */
    public static Requirements superuser(String action) {
        Requirements needs = new Requirements();
        needs.superuserAction = action;
        return needs;
    }

    /** Membership in each of the roles. */
    public static Requirements memberOf(List<String> roleIds) {
        Requirements needs = new Requirements();
        roleIds.forEach(needs::member);
        return needs;
    }

    // The parts.

    private Requirements member(String roleId) {
        memberships.add(roleId);
        return this;
    }

    private Requirements owner(CatalogEntry object) {
        ownerships.add(object);
        return this;
    }

    private Requirements privilege(CatalogEntry object, String word) {
        privileges.add(on(object, word));
        return this;
    }

    static Privilege on(CatalogEntry object, String word) {
        return new Privilege(object.kind(), object.fullName(), object.privilegeKind(), object.id(), word);
    }

    private Requirements system(String word) {
        privileges.add(new Privilege(null, "", "system", "", word));
        return this;
    }

    private Requirements reads(CatalogEntry.Item relation) {
        readings.add(relation);
        return this;
    }

    private Requirements uses(List<CatalogEntry.Item> items) {
        for (CatalogEntry.Item item : items) {
            usages.add(on(item.schema(), "USAGE"));
            usages.add(on(item, "USAGE"));
        }
        return this;
    }

    List<String> memberships() {
        return memberships;
    }

    List<CatalogEntry> ownerships() {
        return ownerships;
    }

    List<Privilege> usages() {
        return usages;
    }

    List<Privilege> privileges() {
        return privileges;
    }

    /** The relations whose rows the role must be able to read. The owner of a view must be able to read its inputs. */
    List<CatalogEntry.Item> readings() {
        return readings;
    }

    @Nullable
    String superuserAction() {
        return superuserAction;
    }
}
