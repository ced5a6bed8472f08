package dev.verdigris.core.step;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.Dependency;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Subscription;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.consent.ConsentsCodec;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.RecordCodec;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.history.HistoryCodec;
import dev.verdigris.core.inventory.InventoryCodec;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.sink.SinkDefinition;
import dev.verdigris.core.sink.SinkWaysCodec;

/**
 * The effect of steps on a catalog, by the server's own rules. Planners use it to plan later steps on the result of
 * earlier ones. Tests use it to prove invariants.
 *
 * <p>If the server would refuse a step, it throws {@link IllegalStateException}.
 */
public final class Simulator {

    private Simulator() {}

    /**
     * The catalog after a step.
     *
     * @throws IllegalStateException if the server would refuse the step
     */
    public static CatalogSnapshot apply(CatalogSnapshot catalog, Step step) {
        return switch (step) {
            case Step.CreateLockSchema create -> Creation.schema(catalog, create.lock());
            case Step.CreateStateView create ->
                Creation.constant(catalog, create.stateView(), InventoryCodec.query(create.held(), create.live()));
            case Step.TakeOverStateView take -> rename(catalog, take.stateView(), take.renamed());
            case Step.RecordDeployment write -> record(catalog, write.stateView(), write.record());
            case Step.GiveStateView give ->
                Settings.after(catalog, List.of(new Step.ChangeOwner(Target.view(give.stateView()), give.owner())));
            case Step.CreateSchema create -> Creation.schema(catalog, create.schema());
            case RightSize resize -> Creation.resized(catalog, resize);
            case Step.CreateCluster create -> Creation.cluster(catalog, create.cluster(), create.spec());
            case Step.Copy copy -> Settings.after(catalog, List.of(copy));
            case Step.AdvanceToken advance -> rename(catalog, advance, advance.renamings());
            case Step.Swap swap -> swap(catalog, swap);
            case Step.RepointSink repoint -> repoint(catalog, repoint);
            case Step.RepublishSink create -> Creation.sink(catalog, create);
            case Step.Quarantine quarantine -> rename(catalog, quarantine, quarantine.renamings());
            case WaitStep.AwaitDrain wait -> drain(catalog, wait);
            case WaitStep.AwaitSinks wait -> catalog;
            case Step.UpdateRecord write -> record(catalog, write.stateView(), write.record());
            case HistoryStep keep -> keep(catalog, keep);
            case Step.RunStatement run -> run(catalog, List.of(run));
            case Step.DropItem drop -> drop(catalog, List.of(drop));
            case Step.DropSchema drop -> dropSchema(catalog, drop.schema());
            case Step.DropCluster drop -> dropCluster(catalog, drop.cluster());
            case Step.CreateManifest create ->
                Creation.constant(
                        catalog,
                        create.view(),
                        InventoryCodec.query(create.manifest(), create.staged(), create.live()));
            case Step.DropStateView drop -> dropStateView(catalog, drop);
            case Step.DropLockSchema drop -> dropSchema(catalog, drop.lock());
        };
    }

    private static CatalogSnapshot dropStateView(CatalogSnapshot catalog, Step.DropStateView drop) {
        return drop(
                catalog,
                Stream.concat(Stream.of(drop.stateView()), drop.others().stream())
                        .map(view -> new Step.DropItem(
                                ItemKind.VIEW,
                                view,
                                Existing.item(catalog, view).id()))
                        .toList());
    }

    private static CatalogSnapshot keep(CatalogSnapshot catalog, HistoryStep step) {
        return switch (step) {
            case HistoryStep.CreateHistorySchema create -> Creation.ownSchema(catalog, create.schema());
            case HistoryStep.RecordConsents write ->
                Creation.ownView(catalog, write.view(), ConsentsCodec.query(write.consents()));
            case HistoryStep.RecordStagedSizes write ->
                Creation.ownView(catalog, write.view(), write.sizes().query());
            case HistoryStep.RecordSinkWays write ->
                Creation.ownView(catalog, write.view(), SinkWaysCodec.query(write.ways()));
            case HistoryStep.WriteHistory write ->
                Creation.ownView(catalog, write.view(), HistoryCodec.query(write.entry()));
        };
    }

    /**
     * The catalog after several steps, as after one at a time. But drops in a row, and copies in a row, make only one
     * new catalog, because each catalog costs as much as it has objects.
     *
     * @throws IllegalStateException if the server would refuse one of the steps
     */
    public static CatalogSnapshot apply(CatalogSnapshot catalog, List<Step> steps) {
        CatalogSnapshot result = catalog;
        int at = 0;
        while (at < steps.size()) {
            List<Step.DropItem> drops = row(steps, at, Step.DropItem.class);
            List<Step.Copy> copies = row(steps, at, Step.Copy.class);
            result = drops.isEmpty() && copies.isEmpty()
                    ? apply(result, steps.get(at))
                    : Settings.after(drop(result, drops), copies);
            at += Math.max(1, drops.size() + copies.size());
        }
        return result;
    }

    private static <S extends Step> List<S> row(List<Step> steps, int from, Class<S> kind) {
        return steps.subList(from, steps.size()).stream()
                .takeWhile(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static CatalogSnapshot record(CatalogSnapshot catalog, ObjectName stateView, DeploymentRecord record) {
        return Settings.after(
                catalog, List.of(new Step.WriteComment(Target.view(stateView), RecordCodec.encode(record))));
    }

    private static CatalogSnapshot swap(CatalogSnapshot catalog, Step.Swap swap) {
        CatalogSnapshot result = rename(catalog, swap.stateView(), swap.renamed());
        for (Pair pair : swap.pairs()) {
            Owned live = Existing.of(result, pair.live());
            Owned suffixed = Existing.of(result, pair.suffixed());
            result = Existing.replace(result, named(live, pair.suffixed()));
            result = Existing.replace(result, named(suffixed, pair.live()));
        }
        return result;
    }

    private static CatalogSnapshot rename(
            CatalogSnapshot catalog, Step.Transition transition, List<Renaming> renamings) {
        CatalogSnapshot result = rename(catalog, transition.stateView(), transition.renamed());
        for (Renaming each : renamings) {
            result = rename(result, each.from(), each.to());
        }
        return result;
    }

    private static CatalogSnapshot rename(CatalogSnapshot catalog, ObjectName view, ObjectName renamed) {
        return rename(catalog, Target.view(view), Target.view(renamed));
    }

    private static CatalogSnapshot rename(CatalogSnapshot catalog, Target from, Target to) {
        Owned found = Existing.of(catalog, from);
        if (catalog.find(to).isPresent()) {
            throw new IllegalStateException(to + " already exists");
        }
        return Existing.replace(catalog, named(found, to));
    }

    private static Owned named(Owned found, Target target) {
        return switch (found) {
            case Schema schema -> schema.named(target.lastPart());
            case Cluster cluster -> cluster.named(target.lastPart());
            case Item item -> item.named(target.lastPart());
        };
    }

    private static CatalogSnapshot repoint(CatalogSnapshot catalog, Step.RepointSink repoint) {
        if (catalog.item(repoint.toId()).isEmpty()) {
            throw new IllegalStateException("unknown catalog item " + repoint.to());
        }
        Optional<Item> sink = catalog.item(repoint.sinkId());
        Optional<SinkDefinition> definition = sink.flatMap(Item::createSql).map(SinkDefinition::of);
        Set<ItemId> documented = definition.map(SinkDefinition::documented).orElse(Set.of());
        List<Dependency> dependencies = new ArrayList<>();
        for (Dependency dependency : catalog.dependencies()) {
            boolean moves = dependency.dependent().equals(repoint.sinkId())
                    && catalog.item(dependency.referenced())
                            .map(item -> catalog.nameOf(item).equals(repoint.from()))
                            .orElse(false);
            if (!moves || documented.contains(dependency.referenced())) {
                dependencies.add(dependency);
            }
            if (moves) {
                dependencies.add(new Dependency(repoint.sinkId(), repoint.toId()));
            }
        }
        CatalogSnapshot result = catalog.toBuilder().dependencies(dependencies).build();
        return definition
                .map(before -> before.repointed(repoint.toId(), repoint.to()))
                .map(after -> Existing.replace(result, sink.orElseThrow().definedBy(after)))
                .orElse(result);
    }

    private static CatalogSnapshot drain(CatalogSnapshot catalog, WaitStep.AwaitDrain wait) {
        List<Subscription> left = catalog.subscriptions().stream()
                .filter(subscription -> !wait.concerns(subscription))
                .toList();
        return catalog.toBuilder().subscriptions(left).build();
    }

    /**
     * The catalog after many statements of model files, of which none needs the result of another one. Only the server
     * decides whether such a statement is right. A name that the catalog does not contain is ignored here.
     */
    public static CatalogSnapshot run(CatalogSnapshot catalog, List<Step.RunStatement> statements) {
        ModelStatements after = new ModelStatements(catalog);
        statements.forEach(run -> after.run(run.statement()));
        return after.catalog();
    }

    /**
     * The catalog after the drops of many objects, in this order. Indexes and the attachments of a source are dropped
     * with their relation. Any other object that still depends on an object blocks its drop.
     *
     * @throws IllegalStateException if the server would refuse one of the drops
     */
    public static CatalogSnapshot drop(CatalogSnapshot catalog, List<Step.DropItem> drops) {
        if (drops.isEmpty()) {
            return catalog;
        }
        Set<ItemId> gone = new HashSet<>();
        for (Step.DropItem drop : drops) {
            boolean means = catalog.item(drop.id())
                    .filter(item -> catalog.nameOf(item).equals(drop.name()))
                    .isPresent();
            if (!means) {
                throw new IllegalStateException("unknown catalog item '" + drop.name() + "'");
            }
            drop(catalog, drop.id(), gone);
        }
        return catalog.toBuilder()
                .items(catalog.items().stream()
                        .filter(item -> !gone.contains(item.id()))
                        .toList())
                .dependencies(catalog.dependencies().stream()
                        .filter(dependency -> !gone.contains(dependency.dependent()))
                        .toList())
                .keepReplacements(replacement -> !gone.contains(replacement.replacement()))
                .comments(commentsWithout(catalog, gone))
                .forget(gone)
                .build();
    }

    private static void drop(CatalogSnapshot catalog, ItemId id, Set<ItemId> gone) {
        Optional<Item> dropped = catalog.item(id);
        if (dropped.isEmpty() || !gone.add(id)) {
            throw new IllegalStateException("unknown catalog item " + id);
        }
        for (ItemId reader : catalog.readers(id)) {
            Optional<Item> dependent = catalog.item(reader).filter(item -> !gone.contains(item.id()));
            if (dependent.isPresent() && !goesAlong(dropped.get(), dependent.get())) {
                throw new IllegalStateException("still depended upon by " + catalog.nameOf(dependent.get()));
            }
            dependent.ifPresent(item -> gone.add(item.id()));
        }
        for (ItemId read : catalog.reads(id)) {
            catalog.item(read).filter(item -> goesAlong(dropped.get(), item)).ifPresent(item -> gone.add(item.id()));
        }
    }

    private static boolean goesAlong(Item dropped, Item other) {
        return other.on().filter(dropped.id()::equals).isPresent()
                || (dropped.kind() == ItemKind.SOURCE && other.isAttachment());
    }

    private static CatalogSnapshot dropSchema(CatalogSnapshot catalog, SchemaName name) {
        Schema schema = Existing.schema(catalog, name);
        if (!catalog.itemsIn(schema.id()).isEmpty()) {
            throw new IllegalStateException("schema " + name + " contains objects");
        }
        return catalog.toBuilder()
                .schemas(catalog.schemas().stream()
                        .filter(each -> !each.id().equals(schema.id()))
                        .toList())
                .keepDefaultPrivileges(
                        row -> row.schema().filter(schema.id()::equals).isEmpty())
                .comments(commentsWithout(catalog, Set.of(schema.id())))
                .build();
    }

    private static CatalogSnapshot dropCluster(CatalogSnapshot catalog, Identifier name) {
        Cluster cluster = Existing.cluster(catalog, name);
        if (!catalog.itemsOn(cluster.id()).isEmpty()) {
            throw new IllegalStateException("other objects depend on cluster " + name);
        }
        return catalog.toBuilder()
                .clusters(catalog.clusters().stream()
                        .filter(each -> !each.id().equals(cluster.id()))
                        .toList())
                .comments(commentsWithout(catalog, Set.of(cluster.id())))
                .build();
    }

    private static List<Comment> commentsWithout(CatalogSnapshot catalog, Set<?> gone) {
        return catalog.comments().stream()
                .filter(comment -> !gone.contains(comment.target()))
                .toList();
    }
}
