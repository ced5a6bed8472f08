package dev.verdigris.engine.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;

/**
 * The simulator as a server: it resolves names at the time of a statement, refuses what the server
 * would refuse ({@link ServerRules}), and never gives an id twice.
 */
public final class ModelServer {

    /** The name of things that keep the highest id in use, so that the simulator does not give it again. */
    private static final Identifier BALLAST = Identifier.of("ballast");

    private CatalogSnapshot catalog;

    /** Starts with a catalog. */
    public ModelServer(CatalogSnapshot catalog) {
        set(catalog);
    }

    /** The present catalog. */
    public CatalogSnapshot catalog() {
        return catalog;
    }

    /** Replaces the catalog by the result of a statement that is not a step. */
    void set(CatalogSnapshot after) {
        catalog = StoredDefinitions.in(after);
        keepIds();
    }

    /** The server has refused a statement. Any other exception is a mistake of the simulator or of the model. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** Opens or closes a connection. */
    void connect(long number, boolean open) {
        Map<Long, Instant> connections = new HashMap<>(catalog.connections());
        if (open) {
            connections.put(number, SimulatedProduction.NOW);
        } else {
            connections.remove(number);
        }
        catalog = catalog.toBuilder().connections(connections).build();
    }

    /**
     * Performs a step.
     *
     * @throws Refused if the server would refuse it
     */
    public void perform(Step step) {
        ServerRules.check(catalog, step);
        set(
                switch (step) {
                    case Step.DropItem drop -> Simulator.apply(catalog, resolved(drop));
                    case Step.RepointSink repoint -> Simulator.apply(catalog, resolved(repoint));
                    case Step other -> Simulator.apply(catalog, other);
                });
    }

    /** The server drops what has the name now. */
    private Step resolved(Step.DropItem drop) {
        return new Step.DropItem(
                drop.kind(), drop.name(), named(drop.name()).orElseThrow().id());
    }

    private Step resolved(Step.RepointSink repoint) {
        ItemId sink = named(repoint.sink()).orElseThrow().id();
        ItemId to = named(repoint.to()).orElseThrow().id();
        return new Step.RepointSink(repoint.sink(), sink, repoint.from(), repoint.to(), to);
    }

    private Optional<Item> named(ObjectName name) {
        return catalog.schema(name.schema()).stream()
                .flatMap(schema -> catalog.itemsNamed(schema.id(), name.name()).stream())
                .findFirst();
    }

    /** Gives each ballast the highest id of its kind, so that no id is given again after a drop. */
    private void keepIds() {
        String schema = next(catalog.schemas().stream().map(Schema::id));
        String cluster = next(catalog.clusters().stream().map(Cluster::id));
        String item = next(catalog.items().stream().map(Item::id));
        catalog = catalog.toBuilder()
                .schemas(catalog.schemas().stream()
                        .map(each -> each.name().equals(BALLAST) ? renumbered(each, schema) : each)
                        .toList())
                .clusters(catalog.clusters().stream()
                        .map(each -> each.name().equals(BALLAST) ? renumbered(each, cluster) : each)
                        .toList())
                .items(catalog.items().stream()
                        .map(each -> each.name().equals(BALLAST) ? renumbered(each, item) : each)
                        .toList())
                .build();
    }

    private static Schema renumbered(Schema schema, String id) {
        return new Schema(new SchemaId(id), schema.database(), schema.name(), schema.owner(), schema.acl());
    }

    private static Cluster renumbered(Cluster cluster, String id) {
        return new Cluster(
                new ClusterId(id),
                cluster.name(),
                cluster.owner(),
                cluster.acl(),
                cluster.config(),
                cluster.replicas());
    }

    private static Item renumbered(Item item, String id) {
        return new Item(
                new ItemId(id),
                item.schema(),
                item.name(),
                item.kind(),
                item.subtype(),
                item.owner(),
                item.acl(),
                item.cluster(),
                item.on(),
                item.source(),
                item.connection(),
                item.createSql());
    }

    private static String next(Stream<? extends CatalogId> all) {
        return "u" + (all.mapToLong(ModelServer::number).max().orElse(0) + 1);
    }

    private static long number(CatalogId id) {
        return Long.parseLong(id.value().substring(1));
    }
}
