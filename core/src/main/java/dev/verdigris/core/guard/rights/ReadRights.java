package dev.verdigris.core.guard.rights;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Problem;

/** Finds the rights that the role lacks for a query. */
public final class ReadRights {

    private ReadRights() {}

    /**
     * All rights that the session of {@code catalog} lacks to read relations.
     *
     * @param cluster the cluster of the query, if it is known
     * @param made what does not exist yet; its owner will have all privileges
     */
    public static List<Problem> lacking(
            CatalogSnapshot catalog, Collection<Item> relations, Optional<Identifier> cluster, Set<Target> made) {
        PrivilegeCheck demands = new PrivilegeCheck(catalog, made);
        cluster.ifPresent(demands::useCluster);
        for (Item relation : relations) {
            demands.use(relation, Privilege.SELECT);
            demands.readBeneath(relation);
        }
        return demands.unmet();
    }
}
