package dev.verdigris.core.catalog;

import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.id.CatalogId.DatabaseId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.name.Identifier;

/**
 * A schema of a user database.
 *
 * @param id its id; a swap changes the name and keeps the id with its contents
 * @param database its database
 * @param name its name
 * @param owner its owner
 * @param acl the grants on it
 */
public record Schema(SchemaId id, DatabaseId database, Identifier name, RoleId owner, Acl acl) implements Owned {

    /** The same schema under another name. */
    public Schema named(Identifier newName) {
        return new Schema(id, database, newName, owner, acl);
    }

    /** The same schema with another owner and the grants that it then has. */
    public Schema ownedBy(RoleId other, Acl grants) {
        return new Schema(id, database, name, other, grants);
    }
}
