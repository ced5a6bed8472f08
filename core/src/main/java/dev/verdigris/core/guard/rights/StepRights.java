package dev.verdigris.core.guard.rights;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.BuildStatement.Effect;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.step.DefaultStep;
import dev.verdigris.core.step.HistoryStep;
import dev.verdigris.core.step.RightSize;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.WaitStep;

/**
 * Finds the rights that a step lacks, by the server's own rules (Materialize docs: each statement's section
 * "Privileges"). The catalog is that before the step, in the simulation, so a right that an earlier step grants is not
 * reported.
 */
public final class StepRights {

    private StepRights() {}

    /**
     * All rights that the session of {@code catalog} lacks for {@code step}; empty if the server would allow the step.
     *
     * @param made what earlier steps of the plan create or rename. Its owner and privileges are not checked, because
     *     the plan has required those rights before, and no statement could grant them before it exists
     */
    public static List<Problem> problems(CatalogSnapshot catalog, Step step, Set<Target> made) {
        PrivilegeCheck demands = new PrivilegeCheck(catalog, made);
        switch (step) {
            case Step.CreateLockSchema create -> demands.createIn(create.lock().database());
            case Step.CreateStateView create ->
                demands.own(new Target.OfSchema(create.stateView().schema()));
            case Step.TakeOverStateView take -> demands.ownView(take.stateView());
            case Step.RecordDeployment write -> demands.ownView(write.stateView());
            case Step.GiveStateView give -> giveStateView(demands, give);
            case Step.CreateSchema create -> demands.createIn(create.schema().database());
            case RightSize resize -> demands.own(new Target.OfCluster(resize.cluster()));
            case Step.CreateCluster create -> demands.createClusters();
            case Step.ChangeOwner change -> changeOwner(demands, change);
            case Step.Grant grant -> grant(demands, grant.target());
            case Step.Revoke revoke -> grant(demands, revoke.target());
            case Step.WriteComment write -> demands.own(write.target());
            case Step.WriteColumnComment write -> demands.own(write.target());
            case DefaultStep change -> byDefault(demands, change);
            case Step.Swap swap -> swap(demands, swap);
            case Step.AdvanceToken advance -> advance(demands, advance);
            case Step.RepointSink repoint -> repoint(catalog, demands, repoint);
            case Step.RepublishSink create -> republish(catalog, demands, create);
            case Step.Quarantine quarantine -> quarantine(demands, quarantine);
            case WaitStep wait -> {}
            case Step.UpdateRecord write -> demands.ownView(write.stateView());
            case HistoryStep keep -> keep(demands, keep);
            case Step.RunStatement run -> statement(demands, run.statement());
            case Step.DropItem drop -> catalog.item(drop.id()).ifPresent(item -> dropItem(demands, item));
            case Step.DropSchema drop -> dropSchema(demands, drop.schema());
            case Step.DropCluster drop -> demands.own(new Target.OfCluster(drop.cluster()));
            case Step.CreateManifest create -> demands.createIn(create.view().schema());
            case Step.DropStateView drop -> {
                demands.ownView(drop.stateView());
                drop.others().forEach(demands::ownView);
                demands.useSchema(drop.stateView().schema());
            }
            case Step.DropLockSchema drop -> dropSchema(demands, drop.lock());
        }
        return demands.unmet();
    }

    private static void keep(PrivilegeCheck demands, HistoryStep step) {
        switch (step) {
            case HistoryStep.CreateHistorySchema create ->
                demands.createIn(create.schema().database());
            case HistoryStep.WriteHistory write -> demands.createIn(write.view().schema());
            case HistoryStep.RecordStagedSizes write ->
                demands.createIn(write.view().schema());
            case HistoryStep.RecordSinkWays write ->
                demands.createIn(write.view().schema());
            case HistoryStep.RecordConsents write ->
                demands.createIn(write.view().schema());
        }
    }

    private static void giveStateView(PrivilegeCheck demands, Step.GiveStateView give) {
        demands.ownView(give.stateView());
        demands.memberOf(give.owner());
    }

    private static void changeOwner(PrivilegeCheck demands, Step.ChangeOwner change) {
        demands.own(change.target());
        demands.memberOf(change.owner());
        switch (change.target()) {
            case Target.OfSchema schema -> demands.createIn(schema.name().database());
            case Target.OfCluster cluster -> {}
            case Target.OfItem item -> demands.createIn(item.name().schema());
        }
    }

    /**
     * Judges a statement of a model file. Rights on the relations that a model reads do not matter: the server requires
     * them when the model is read.
     */
    private static void statement(PrivilegeCheck demands, BuildStatement statement) {
        SchemaName schema = statement.staged().schema();
        if (!statement.createsRelation()) {
            demands.ownRelation(statement.staged());
        }
        switch (statement.effect()) {
            case Effect.View view -> demands.createIn(schema);
            case Effect.MaterializedView view -> demands.createIn(schema);
            case Effect.Index index -> demands.createIn(schema);
            case Effect.Comment comment -> {}
            case Effect.Grant grant -> demands.useSchema(schema);
        }
        statement.cluster().ifPresent(demands::createOn);
    }

    private static void grant(PrivilegeCheck demands, Target target) {
        demands.own(target);
        switch (target) {
            case Target.OfSchema schema -> demands.useDatabase(schema.name().database());
            case Target.OfCluster cluster -> {}
            case Target.OfItem item -> demands.useSchema(item.name().schema());
        }
    }

    private static void byDefault(PrivilegeCheck demands, DefaultStep change) {
        demands.actFor(change);
        demands.useDatabase(change.schema().database());
    }

    private static void swap(PrivilegeCheck demands, Step.Swap swap) {
        demands.ownView(swap.stateView());
        for (Pair pair : swap.pairs()) {
            demands.own(pair.live());
            renamed(demands, pair.suffixed());
        }
    }

    private static void advance(PrivilegeCheck demands, Step.AdvanceToken advance) {
        demands.ownView(advance.stateView());
        advance.renamings().forEach(each -> demands.own(each.from()));
    }

    private static void quarantine(PrivilegeCheck demands, Step.Quarantine quarantine) {
        demands.ownView(quarantine.stateView());
        quarantine.renamings().forEach(each -> renamed(demands, each.from()));
    }

    private static void renamed(PrivilegeCheck demands, Target target) {
        demands.own(target);
        if (target instanceof Target.OfSchema schema) {
            demands.createIn(schema.name().database());
        }
    }

    private static void dropItem(PrivilegeCheck demands, Item item) {
        demands.own(item);
        demands.useSchemaOf(item);
    }

    private static void dropSchema(PrivilegeCheck demands, SchemaName schema) {
        demands.own(new Target.OfSchema(schema));
        demands.useDatabase(schema.database());
    }

    private static void repoint(CatalogSnapshot catalog, PrivilegeCheck demands, Step.RepointSink repoint) {
        catalog.item(repoint.toId()).ifPresent(to -> {
            demands.use(to, Privilege.SELECT);
            demands.readBeneath(to);
        });
        Item sink = catalog.item(repoint.sinkId()).orElse(null);
        if (sink == null) {
            return;
        }
        demands.own(sink);
        sink.cluster().flatMap(catalog::cluster).map(Cluster::name).ifPresent(demands::createOn);
        connections(catalog, demands, sink);
    }

    private static void republish(CatalogSnapshot catalog, PrivilegeCheck demands, Step.RepublishSink create) {
        demands.createIn(create.created().schema());
        demands.createOn(create.cluster());
        catalog.item(create.fromId()).ifPresent(from -> {
            demands.use(from, Privilege.SELECT);
            demands.readBeneath(from);
        });
        catalog.item(create.sinkId()).ifPresent(sink -> connections(catalog, demands, sink));
    }

    private static void connections(CatalogSnapshot catalog, PrivilegeCheck demands, Item sink) {
        // A sink may have several connections: one to its broker, one to its schema registry, one to its cloud.
        Stream.concat(sink.connection().stream(), catalog.reads(sink.id()).stream())
                .distinct()
                .map(catalog::item)
                .flatMap(Optional::stream)
                .filter(item -> item.kind() == ItemKind.CONNECTION || item.kind() == ItemKind.SECRET)
                .forEach(item -> demands.use(item, Privilege.USAGE));
    }
}
