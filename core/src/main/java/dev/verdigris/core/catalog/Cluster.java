package dev.verdigris.core.catalog;

import java.util.List;

import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.name.Identifier;

/**
 * A cluster with its replicas.
 *
 * @param id its id; a swap changes the name and keeps the id with its replicas and contents
 * @param name its name
 * @param owner its owner
 * @param acl the grants on it
 * @param config its configuration
 * @param replicas all its replicas at this moment, including pending and internal ones
 */
public record Cluster(
        ClusterId id, Identifier name, RoleId owner, Acl acl, ClusterConfig config, List<Replica> replicas)
        implements Owned {

    public Cluster {
        replicas = List.copyOf(replicas);
    }

    /** The same cluster under another name. */
    public Cluster named(Identifier newName) {
        return new Cluster(id, newName, owner, acl, config, replicas);
    }

    /** The same cluster with another owner and the grants that it then has. */
    public Cluster ownedBy(RoleId other, Acl grants) {
        return new Cluster(id, name, other, grants, config, replicas);
    }
}
