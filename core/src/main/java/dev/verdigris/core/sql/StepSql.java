package dev.verdigris.core.sql;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.deployment.HeldPairsCodec;
import dev.verdigris.core.deployment.RecordCodec;
import dev.verdigris.core.environment.ClusterPair;
import dev.verdigris.core.environment.SchemaPair;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.step.Renamed;
import dev.verdigris.core.step.Step;

/** Renders steps as statements. */
public final class StepSql {

    private StepSql() {}

    /**
     * The statements of a step, in order. Each element is one message of the simple query protocol. The swap is a
     * single message, so its transaction is open for only one round trip. A step that only waits has no statement.
     */
    public static List<String> render(Step step) {
        return switch (step) {
            case Step.CreateLockSchema create -> List.of(Ddl.createSchema(create.lock()));
            case Step.CreateStateView create -> List.of(Ddl.createView(create.stateView(), HeldPairsCodec.query(create.held())));
            case Step.TakeOverStateView take ->
                List.of(Ddl.renameView(take.stateView(), take.renamed().name()));
            case Step.RecordDeployment write ->
                List.of(Ddl.comment(ItemKind.VIEW, write.stateView(), RecordCodec.encode(write.record())));
            case Step.GiveStateView give -> List.of(Ddl.changeOwner(ItemKind.VIEW, give.stateView(), give.owner()));
            case Step.CreateSchema create -> List.of(Ddl.createSchema(create.schema()));
            case Step.CreateCluster create -> List.of(Ddl.createCluster(create.cluster(), create.spec()));
            case Step.ChangeOwner change -> List.of(Ddl.changeOwner(change.target(), change.owner()));
            case Step.Grant grant -> List.of(Ddl.grant(grant.target(), grant.privileges(), grant.grantee()));
            case Step.Revoke revoke -> List.of(Ddl.revoke(revoke.target(), revoke.privileges(), revoke.grantee()));
            case Step.WriteComment write -> List.of(Ddl.comment(write.target(), write.text()));
            case Step.WriteColumnComment write ->
                List.of(Ddl.commentOnColumn(write.target().name(), write.column(), write.text()));
            case Step.GrantByDefault grant ->
                List.of(Ddl.grantByDefault(
                        grant.schema(), grant.creator(), grant.kind(), grant.grantee(), grant.privileges()));
            case Step.Swap swap -> List.of(transaction(swap(List.of(rename(swap)), swap), "COMMIT"));
            case Step.AdvanceToken advance ->
                List.of(Ddl.renameView(advance.stateView(), advance.renamed().name()));
            case Step.RepointSink repoint -> List.of(Ddl.repointSink(repoint.sink(), repoint.to()));
            case Step.Quarantine quarantine -> List.of(transaction(quarantine(quarantine), "COMMIT"));
            case Step.AwaitDrain wait -> List.of();
            case Step.RecordBuild write ->
                List.of(Ddl.comment(ItemKind.VIEW, write.stateView(), RecordCodec.encode(write.record())));
            case Step.RunStatement run -> List.of(run.statement().sql());
            case Step.DropItem drop -> List.of(Ddl.drop(drop.kind(), drop.name()));
            case Step.DropSchema drop -> List.of(Ddl.dropSchema(drop.schema()));
            case Step.DropCluster drop -> List.of(Ddl.dropCluster(drop.cluster()));
            case Step.DropStateView drop -> List.of(Ddl.drop(ItemKind.VIEW, drop.stateView()));
            case Step.DropLockSchema drop -> List.of(Ddl.dropSchema(drop.lock()));
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

    private static String rename(Step.Swap swap) {
        return Ddl.renameView(swap.stateView(), swap.renamed().name());
    }

    private static List<String> swap(List<String> first, Step.Swap swap) {
        List<String> statements = new ArrayList<>(first);
        for (SchemaPair pair : swap.schemas()) {
            statements.add(Ddl.swapSchemas(pair.live(), pair.suffixed().schema()));
        }
        for (ClusterPair pair : swap.clusters()) {
            statements.add(Ddl.swapClusters(pair.live(), pair.suffixed()));
        }
        return statements;
    }

    private static List<String> quarantine(Step.Quarantine quarantine) {
        List<String> statements = new ArrayList<>();
        statements.add(
                Ddl.renameView(quarantine.stateView(), quarantine.renamed().name()));
        for (Renamed<SchemaName> each : quarantine.schemas()) {
            statements.add(Ddl.renameSchema(each.name(), each.renamed().schema()));
        }
        for (Renamed<Identifier> each : quarantine.clusters()) {
            statements.add(Ddl.renameCluster(each.name(), each.renamed()));
        }
        return statements;
    }

    private static String transaction(List<String> statements, String end) {
        return "BEGIN; " + String.join("; ", statements) + "; " + end;
    }
}
