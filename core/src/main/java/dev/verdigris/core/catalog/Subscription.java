package dev.verdigris.core.catalog;

import java.time.Instant;
import java.util.List;

import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;

/**
 * A running SUBSCRIBE.
 *
 * @param id its id
 * @param cluster the cluster that serves it; dropping the cluster ends the subscription
 * @param reads the objects that it reads; dropping one of them ends the subscription
 * @param connectionId the connection of its session, for {@code pg_cancel_backend}
 * @param role the session's role
 * @param since the time at which it began
 */
public record Subscription(
        String id, ClusterId cluster, List<ItemId> reads, long connectionId, RoleId role, Instant since) {

    public Subscription {
        reads = List.copyOf(reads);
    }
}
