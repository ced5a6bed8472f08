package dev.verdigris.core.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.consent.ConsentsCodec;
import dev.verdigris.core.deployment.record.RecordCodec;
import dev.verdigris.core.history.HistoryCodec;
import dev.verdigris.core.inventory.InventoryCodec;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.sink.SinkWaysCodec;
import dev.verdigris.core.step.DefaultStep;
import dev.verdigris.core.step.HistoryStep;
import dev.verdigris.core.step.Renaming;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.WaitStep;

/** Renders steps as statements. */
public final class StepSql {

    /** The most names in one DROP: a statement stays readable in the server's log. */
    public static final int MOST_DROPS = 100;

    private StepSql() {}

    /**
     * The statements of a step, in order. Each element is one message of the simple query protocol. The swap is a
     * single message, so its transaction is open for only one round trip. A step that only waits has no statement.
     */
    public static List<String> render(Step step) {
        return switch (step) {
            case Step.CreateLockSchema create -> List.of(Ddl.createSchema(create.lock()));
            case Step.CreateStateView create ->
                List.of(Ddl.createView(create.stateView(), InventoryCodec.query(create.held(), create.live())));
            case Step.TakeOverStateView take -> List.of(rename(take.stateView(), take.renamed()));
            case Step.RecordDeployment write ->
                List.of(Ddl.comment(Target.view(write.stateView()), RecordCodec.encode(write.record())));
            case Step.GiveStateView give -> List.of(Ddl.changeOwner(Target.view(give.stateView()), give.owner()));
            case Step.CreateSchema create -> List.of(Ddl.createSchema(create.schema()));
            case Step.CreateCluster create -> List.of(ClusterDdl.createCluster(create.cluster(), create.spec()));
            case Step.ChangeOwner change -> List.of(Ddl.changeOwner(change.target(), change.owner()));
            case Step.Grant grant -> List.of(Ddl.grant(grant.target(), grant.privileges(), grant.grantee()));
            case Step.Revoke revoke -> List.of(Ddl.revoke(revoke.target(), revoke.privileges(), revoke.grantee()));
            case Step.WriteComment write -> List.of(Ddl.comment(write.target(), write.text()));
            case Step.WriteColumnComment write ->
                List.of(Ddl.commentOnColumn(write.target().name(), write.column(), write.text()));
            case DefaultStep change -> List.of(Ddl.byDefault(change));
            case Step.Swap swap -> List.of(transaction(swap(List.of(rename(swap)), swap), "COMMIT"));
            case Step.AdvanceToken advance -> List.of(advance(advance));
            case Step.RepointSink repoint -> List.of(Ddl.repointSink(repoint.sink(), repoint.to()));
            case Step.RepublishSink create -> List.of(republished(create));
            case Step.Quarantine move -> List.of(transaction(renames(move, move.renamings()), "COMMIT"));
            case WaitStep wait -> List.of();
            case Step.UpdateRecord write ->
                List.of(Ddl.comment(Target.view(write.stateView()), RecordCodec.encode(write.record())));
            case HistoryStep keep -> List.of(history(keep));
            case Step.RunStatement run -> List.of(run.statement().sql());
            case Step.DropItem drop -> List.of(drop(List.of(drop)));
            case Step.DropSchema drop -> List.of(drop(List.of(drop)));
            case Step.DropCluster drop -> List.of(drop(List.of(drop)));
            case Step.CreateManifest create ->
                List.of(Ddl.createView(
                        create.view(), InventoryCodec.query(create.manifest(), create.staged(), create.live())));
            case Step.DropStateView drop -> List.of(stateView(drop));
            case Step.DropLockSchema drop -> List.of(Ddl.drop(new Target.OfSchema(drop.lock())));
        };
    }

    private static String republished(Step.RepublishSink create) {
        return Ddl.createSink(create.created(), create.cluster(), create.from(), create.output(), create.topic());
    }

    private static String stateView(Step.DropStateView drop) {
        return Ddl.drop(Stream.concat(Stream.of(drop.stateView()), drop.others().stream())
                .map(Target::view)
                .toList());
    }

    private static String history(HistoryStep step) {
        return switch (step) {
            case HistoryStep.CreateHistorySchema create -> Ddl.createSchema(create.schema());
            case HistoryStep.RecordConsents write ->
                Ddl.createView(write.view(), ConsentsCodec.query(write.consents()));
            case HistoryStep.RecordSinkWays write -> Ddl.createView(write.view(), SinkWaysCodec.query(write.ways()));
            case HistoryStep.WriteHistory write -> Ddl.createView(write.view(), HistoryCodec.query(write.entry()));
        };
    }

    /**
     * One statement for several drops of one kind. The server drops all of them or none (Materialize docs:
     * sql/drop-view, sql/drop-schema, sql/drop-cluster).
     */
    public static String drop(List<? extends Step> drops) {
        return Ddl.drop(drops.stream().flatMap(drop -> dropped(drop).stream()).toList());
    }

    /**
     * The schema, cluster or object that a step only drops, in a statement that could name several; empty for others.
     */
    public static Optional<Target> dropped(Step step) {
        return switch (step) {
            case Step.DropItem drop -> Optional.of(new Target.OfItem(drop.kind(), drop.name()));
            case Step.DropSchema drop -> Optional.of(new Target.OfSchema(drop.schema()));
            case Step.DropCluster drop -> Optional.of(new Target.OfCluster(drop.cluster()));
            case Step.Statement other -> Optional.empty();
            case Step.Transition other -> Optional.empty();
            case Step.FollowUp other -> Optional.empty();
            case WaitStep other -> Optional.empty();
        };
    }

    /**
     * The swap as one message that ends in ROLLBACK: the server checks everything and changes nothing.
     *
     * @param stateViewExists whether the state view exists already; one that the plan creates cannot be renamed yet
     */
    public static String dryRun(Step.Swap swap, boolean stateViewExists) {
        return transaction(swap(stateViewExists ? List.of(rename(swap)) : List.of(), swap), "ROLLBACK");
    }

    private static String rename(Step.Transition transition) {
        return rename(transition.stateView(), transition.renamed());
    }

    private static String rename(ObjectName stateView, ObjectName renamed) {
        return Ddl.rename(Target.view(stateView), Target.view(renamed));
    }

    private static List<String> swap(List<String> first, Step.Swap swap) {
        return Stream.concat(first.stream(), swap.pairs().stream().map(pair -> Ddl.swap(pair.live(), pair.suffixed())))
                .toList();
    }

    private static String advance(Step.AdvanceToken advance) {
        return advance.renamings().isEmpty()
                ? rename(advance)
                : transaction(renames(advance, advance.renamings()), "COMMIT");
    }

    private static List<String> renames(Step.Transition transition, List<Renaming> renamings) {
        return Stream.concat(
                        Stream.of(rename(transition)),
                        renamings.stream().map(each -> Ddl.rename(each.from(), each.to())))
                .toList();
    }

    private static String transaction(List<String> statements, String end) {
        return "BEGIN; " + String.join("; ", statements) + "; " + end;
    }
}
