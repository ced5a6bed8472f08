package dev.verdigris.core.catalog;

import java.util.Optional;

import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.name.Identifier;

/**
 * An object of a schema.
 *
 * @param id its id
 * @param schema its schema; for an index, the schema of the indexed relation
 * @param name its name
 * @param kind its kind
 * @param subtype the server's finer word, such as {@code load-generator}, {@code progress} or {@code kafka}; empty
 *     where the catalog has none
 * @param owner its owner
 * @param acl the grants on it; empty for kinds that have none
 * @param cluster the cluster that it runs on, if it runs on one
 * @param on the indexed relation of an index
 * @param source the source that feeds a table created with {@code CREATE TABLE … FROM SOURCE}
 * @param connection the connection of a source or sink
 * @param createSql its stored definition, with names resolved to {@code [u1 AS "db"."schema"."name"]}; empty if the
 *     catalog shows none
 */
public record Item(
        ItemId id,
        SchemaId schema,
        Identifier name,
        ItemKind kind,
        Optional<String> subtype,
        RoleId owner,
        Acl acl,
        Optional<ClusterId> cluster,
        Optional<ItemId> on,
        Optional<ItemId> source,
        Optional<ItemId> connection,
        Optional<String> createSql)
        implements Owned {

    /** Whether the server created it together with a source and drops it with that source. */
    public boolean isAttachment() {
        return kind == ItemKind.SOURCE
                && subtype.filter(word -> word.equals("progress") || word.equals("subsource"))
                        .isPresent();
    }

    /** The same object under another name. */
    public Item named(Identifier other) {
        return new Item(id, schema, other, kind, subtype, owner, acl, cluster, on, source, connection, createSql);
    }

    /** The same object with a definition. */
    public Item definedBy(String definition) {
        return new Item(
                id, schema, name, kind, subtype, owner, acl, cluster, on, source, connection, Optional.of(definition));
    }

    /** The same object with another owner and the grants that it then has. */
    public Item ownedBy(RoleId other, Acl grants) {
        return new Item(id, schema, name, kind, subtype, other, grants, cluster, on, source, connection, createSql);
    }
}
