package dev.verdigris.engine.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.step.HistoryStep;
import dev.verdigris.core.step.Renaming;
import dev.verdigris.core.step.RightSize;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.WaitStep;

/** What the server refuses, by the names that exist at the time of a statement. */
final class ServerRules {

    private final CatalogSnapshot catalog;

    private ServerRules(CatalogSnapshot catalog) {
        this.catalog = catalog;
    }

    /** Throws {@link ModelServer.Refused} if the server would refuse a step. */
    static void check(CatalogSnapshot catalog, Step step) {
        ServerRules rules = new ServerRules(catalog);
        step.creates().forEach(rules::free);
        rules.needs(step).forEach(target -> rules.found(target));
        rules.unused(step);
    }

    private void free(Target target) {
        require(catalog.find(target).isEmpty(), target + " already exists");
        if (target instanceof Target.OfItem item) {
            require(
                    catalog.schema(item.name().schema()).isPresent(),
                    "unknown schema " + item.name().schema());
        }
    }

    private Owned found(Target target) {
        return catalog.find(target).orElseThrow(() -> new ModelServer.Refused("unknown " + target));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ModelServer.Refused(otherwise);
        }
    }

    /** The names that must exist. */
    private Stream<Target> needs(Step step) {
        return switch (step) {
            case Step.CreateSchema create -> Stream.empty();
            case Step.CreateCluster create -> Stream.empty();
            case Step.OnTarget on -> Stream.of(on.target());
            case Step.TakeOverStateView take -> Stream.of(Target.view(take.stateView()));
            case Step.RecordDeployment write -> Stream.of(Target.view(write.stateView()));
            case Step.GiveStateView give -> Stream.of(Target.view(give.stateView()));
            case Step.UpdateRecord write -> Stream.of(Target.view(write.stateView()));
            case Step.AdvanceToken advance ->
                Stream.concat(
                        Stream.of(Target.view(advance.stateView())),
                        advance.renamings().stream().map(Renaming::from));
            case Step.Swap swap ->
                Stream.concat(
                        Stream.of(Target.view(swap.stateView())),
                        swap.pairs().stream().flatMap(Ledger::halves));
            case Step.Quarantine quarantine ->
                Stream.concat(
                        Stream.of(Target.view(quarantine.stateView())),
                        quarantine.renamings().stream().map(Renaming::from));
            case Step.RepointSink repoint ->
                Stream.concat(Stream.of(new Target.OfItem(ItemKind.SINK, repoint.sink())), relation(repoint.to()));
            case Step.RepublishSink create ->
                Stream.concat(Stream.of(new Target.OfItem(ItemKind.SINK, create.sink())), relation(create.from()));
            case Step.RunStatement run -> needs(run.statement());
            case Step.DropItem drop -> Stream.of(new Target.OfItem(drop.kind(), drop.name()));
            case Step.DropSchema drop -> Stream.of(new Target.OfSchema(drop.schema()));
            case Step.DropLockSchema drop -> Stream.of(new Target.OfSchema(drop.lock()));
            case Step.DropCluster drop -> Stream.of(new Target.OfCluster(drop.cluster()));
            case Step.DropStateView drop ->
                Stream.concat(Stream.of(drop.stateView()), drop.others().stream())
                        .map(Target::view);
            case Step.CreateLockSchema create -> Stream.empty();
            case Step.CreateStateView create -> Stream.empty();
            case Step.CreateManifest create -> Stream.empty();
            case RightSize resize -> Stream.of(new Target.OfCluster(resize.cluster()));
            case HistoryStep keep -> Stream.empty();
            case WaitStep wait -> Stream.empty();
        };
    }

    private Stream<Target> needs(BuildStatement statement) {
        Stream<Target> cluster = statement.cluster().stream().map(Target.OfCluster::new);
        Stream<Target> read = statement.createsRelation()
                ? statement.inputs().stream().flatMap(this::relation)
                : relation(statement.staged());
        return Stream.concat(cluster, read);
    }

    /** A relation of any kind. */
    private Stream<Target> relation(ObjectName name) {
        return Stream.of(catalog.schema(name.schema()).stream()
                .flatMap(schema -> catalog.itemsNamed(schema.id(), name.name()).stream())
                .<Target>map(catalog::targetOf)
                .findFirst()
                .orElse(Target.view(name)));
    }

    /** Nothing else may depend on what is dropped. */
    private void unused(Step step) {
        List<Owned> dropped = switch (step) {
            case Step.DropItem drop -> found(step);
            case Step.DropSchema drop -> found(step);
            case Step.DropLockSchema drop -> found(step);
            case Step.DropCluster drop -> found(step);
            case Step.DropStateView drop -> found(step);
            case Step other -> List.of();
        };
        Set<CatalogId> gone = dropped.stream().map(Owned::id).collect(Collectors.toSet());
        for (Owned each : dropped) {
            List<? extends CatalogId> users = switch (each) {
                case Schema schema ->
                    catalog.itemsIn(schema.id()).stream().map(Item::id).toList();
                case Cluster cluster ->
                    catalog.itemsOn(cluster.id()).stream().map(Item::id).toList();
                case Item item -> List.copyOf(catalog.readers(item.id()));
            };
            require(gone.containsAll(users), "still used: " + each);
        }
    }

    private List<Owned> found(Step step) {
        return needs(step).map(this::found).toList();
    }

    /** The halves of pairs, which a swap by hand needs as well. */
    static void checkPairs(CatalogSnapshot catalog, List<Pair> pairs) {
        ServerRules rules = new ServerRules(catalog);
        pairs.stream().flatMap(Ledger::halves).forEach(rules::found);
    }
}
