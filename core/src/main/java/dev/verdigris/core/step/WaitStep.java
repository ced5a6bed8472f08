package dev.verdigris.core.step;

import java.util.List;

import dev.verdigris.core.catalog.Subscription;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/** Waits and changes nothing. It sends no statement. */
public sealed interface WaitStep extends Step {

    /**
     * Waits until no SUBSCRIBE runs on the clusters, given by name and id, or reads the objects that will be dropped.
     * <b>Recognized</b> by {@code mz_subscriptions}; the server does not show other running queries.
     */
    record AwaitDrain(List<Identifier> clusters, List<ClusterId> ids, List<ItemId> objects) implements WaitStep {

        public AwaitDrain {
            clusters = List.copyOf(clusters);
            ids = List.copyOf(ids);
            objects = List.copyOf(objects);
        }

        /** Whether the drops would interrupt a subscription. */
        public boolean concerns(Subscription subscription) {
            return ids.contains(subscription.cluster())
                    || subscription.reads().stream().anyMatch(objects::contains);
        }
    }

    /**
     * Waits until each sink runs and has passed the moment at which the wait began, so that it has written all that it
     * read before. A re-pointed sink can stop later, because the topic does not take the rows of its new object.
     * <b>Recognized</b> by the statuses and the frontiers of the sinks.
     *
     * @param sinks at least one
     */
    record AwaitSinks(List<Sink> sinks) implements WaitStep {

        public AwaitSinks {
            sinks = List.copyOf(sinks);
        }

        /** A sink and the object that it reads. */
        public record Sink(ItemId id, ObjectName name, ObjectName reads) {}
    }
}
