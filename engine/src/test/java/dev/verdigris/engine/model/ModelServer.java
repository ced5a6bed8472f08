package dev.verdigris.engine.model;

import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;

/**
 * The simulator as a server: it resolves names at the time of a statement, refuses what the simulator leaves to the
 * server, and never gives an id twice.
 */
public final class ModelServer {

    /** The name of things that keep the highest id in use, so that the simulator does not give it again. */
    private static final Identifier BALLAST = Identifier.of("ballast");

    private CatalogSnapshot catalog;

    /** Starts with a catalog. */
    public ModelServer(CatalogSnapshot catalog) {
        this.catalog = catalog;
        keepIds();
    }

    /** The present catalog. */
    public CatalogSnapshot catalog() {
        return catalog;
    }

    /** Replaces the catalog by the result of a statement that is not a step. */
    void set(CatalogSnapshot after) {
        catalog = after;
        keepIds();
    }

    /**
     * Performs a step.
     *
     * @throws IllegalStateException if the server would refuse it
     */
    public void perform(Step step) {
        set(
                switch (step) {
                    case Step.DropItem drop -> Simulator.apply(catalog, resolved(drop));
                    case Step.RepointSink repoint -> Simulator.apply(catalog, resolved(repoint));
                    case Step.RunStatement run -> run(run);
                    case Step other -> Simulator.apply(catalog, other);
                });
    }

    /** The server drops what has the name now. */
    private Step resolved(Step.DropItem drop) {
        Item item = named(drop.name())
                .filter(found -> found.kind() == drop.kind())
                .orElseThrow(() -> new IllegalStateException("unknown catalog item " + drop.name()));
        return new Step.DropItem(drop.kind(), drop.name(), item.id());
    }

    private Step resolved(Step.RepointSink repoint) {
        ItemId sink = named(repoint.sink())
                .map(Item::id)
                .orElseThrow(() -> new IllegalStateException("unknown sink " + repoint.sink()));
        ItemId to = named(repoint.to())
                .map(Item::id)
                .orElseThrow(() -> new IllegalStateException("unknown catalog item " + repoint.to()));
        return new Step.RepointSink(repoint.sink(), sink, repoint.from(), repoint.to(), to);
    }

    private CatalogSnapshot run(Step.RunStatement run) {
        BuildStatement statement = run.statement();
        require(catalog.schema(statement.staged().schema()).isPresent(), "unknown schema " + statement.staged());
        require(
                statement.createsRelation() != named(statement.staged()).isPresent(),
                statement.staged() + " exists already, or not yet");
        statement.cluster().ifPresent(name -> require(catalog.cluster(name).isPresent(), "unknown cluster " + name));
        new TreeSet<>(statement.inputs())
                .forEach(input -> require(
                        !statement.createsRelation() || named(input).isPresent(), "unknown catalog item " + input));
        return Simulator.apply(catalog, run);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
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
