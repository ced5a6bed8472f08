package dev.verdigris.core.catalog.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.id.CatalogId.DatabaseId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;

/**
 * Privileges that the server grants on objects created in the future.
 *
 * @param creator the role that creates the objects; {@link RoleId#PUBLIC} means ALL ROLES
 * @param database only in this database, if given
 * @param schema only in this schema, if given
 * @param kind the kind of the objects
 * @param grantee the role that gets the privileges
 * @param privileges the privileges
 */
public record DefaultPrivilege(
        RoleId creator,
        Optional<DatabaseId> database,
        Optional<SchemaId> schema,
        ObjectKind kind,
        RoleId grantee,
        Set<Privilege> privileges) {

    public DefaultPrivilege {
        privileges = Collections.unmodifiableSet(EnumSet.copyOf(privileges));
    }

    /** Whether it concerns what a role creates in a schema of a database; {@link RoleId#PUBLIC} is any role. */
    public boolean appliesTo(RoleId role, DatabaseId inDatabase, SchemaId inSchema) {
        return (creator.isPublic() || creator.equals(role))
                && database.filter(id -> !id.equals(inDatabase)).isEmpty()
                && schema.filter(id -> !id.equals(inSchema)).isEmpty();
    }

    /** The kinds that default privileges distinguish. Views, materialized views and sources count as tables. */
    public enum ObjectKind {
        TABLE("TABLES"),
        TYPE("TYPES"),
        SECRET("SECRETS"),
        CONNECTION("CONNECTIONS"),
        CLUSTER("CLUSTERS"),
        DATABASE("DATABASES"),
        SCHEMA("SCHEMAS");

        private final String sql;

        ObjectKind(String sql) {
            this.sql = sql;
        }

        /** The plural that the statement uses. */
        public String sql() {
            return sql;
        }
    }
}
