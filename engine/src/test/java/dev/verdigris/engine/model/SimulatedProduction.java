package dev.verdigris.engine.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Database;
import dev.verdigris.core.catalog.Dependency;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.catalog.Session;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.id.CatalogId.DatabaseId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.step.ClusterSpec;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;

/** The production of the simulated actors. */
final class SimulatedProduction {

    /** The time of all runs. */
    static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

    private static final String DATABASE = "materialize";
    private static final ClusterSpec SMALL = new ClusterSpec.Managed(ClusterConfig.Managed.of("25cc", 1));
    private static final List<String> SCHEMAS = List.of("raw", "outlet", "a", "b", "x", "ballast");
    private static final List<String> CLUSTERS = List.of("c", "d", "outlet", "ballast");

    private SimulatedProduction() {}

    /** The catalog before the first action. */
    static CatalogSnapshot catalog() {
        RoleId role = new RoleId("u1");
        CatalogSnapshot catalog = CatalogSnapshot.builder(new Session(role, true, true, "v26.24.0"))
                .roles(List.of(new Role(role, Identifier.of("deployer"))))
                .databases(List.of(new Database(new DatabaseId("u1"), Identifier.of(DATABASE), role, Acl.NONE)))
                .build();
        List<Step> steps = new ArrayList<>();
        SCHEMAS.forEach(name -> steps.add(new Step.CreateSchema(SchemaName.of(DATABASE, name))));
        CLUSTERS.forEach(name -> steps.add(new Step.CreateCluster(Identifier.of(name), SMALL)));
        steps.add(view("raw.orders", "", ""));
        steps.add(view("raw.ballast", "", ""));
        steps.add(view("a.v", "c", "raw.orders"));
        steps.add(view("b.v", "", "raw.orders"));
        steps.add(view("x.v", "d", "raw.orders"));
        return withSink(Simulator.apply(catalog, steps));
    }

    private static Step view(String name, String cluster, String reads) {
        ObjectName object = object(name);
        BuildStatement.Effect effect = cluster.isEmpty()
                ? new BuildStatement.Effect.View(Optional.empty())
                : new BuildStatement.Effect.MaterializedView(Optional.empty());
        TreeSet<ObjectName> inputs = new TreeSet<>();
        if (!reads.isEmpty()) {
            inputs.add(object(reads));
        }
        Optional<Identifier> on =
                Optional.of(cluster).filter(text -> !text.isEmpty()).map(Identifier::of);
        return new Step.RunStatement(
                new BuildStatement(effect, object, object, on, "CREATE", inputs, inputs, "production.sql", 1));
    }

    private static CatalogSnapshot withSink(CatalogSnapshot catalog) {
        ItemId id = new ItemId("u" + (catalog.items().size() + 1));
        Item read = catalog.items().stream()
                .filter(item -> catalog.nameOf(item).equals(object("a.v")))
                .findFirst()
                .orElseThrow();
        Item sink = new Item(
                id,
                catalog.schema(SchemaName.of(DATABASE, "outlet")).orElseThrow().id(),
                Identifier.of("sink"),
                ItemKind.SINK,
                Optional.of("kafka"),
                catalog.session().role(),
                Acl.NONE,
                Optional.of(
                        catalog.cluster(Identifier.of("outlet")).orElseThrow().id()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        List<Item> items = new ArrayList<>(catalog.items());
        items.add(sink);
        List<Dependency> dependencies = new ArrayList<>(catalog.dependencies());
        dependencies.add(new Dependency(id, read.id()));
        return catalog.toBuilder()
                .items(items)
                .dependencies(dependencies)
                .statuses(Set.of(new RunStatus(id, RunStatus.State.of("running"), Optional.empty())))
                .build();
    }

    private static ObjectName object(String name) {
        int dot = name.indexOf('.');
        return ObjectName.of(DATABASE, name.substring(0, dot), name.substring(dot + 1));
    }
}
