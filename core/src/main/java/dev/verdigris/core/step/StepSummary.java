package dev.verdigris.core.step;

import java.util.Collection;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.text.Count;

/** Each step in a few words: an infinitive without "to". */
final class StepSummary {

    private StepSummary() {}

    static String of(Step step) {
        return switch (step) {
            case Step.CreateLockSchema create -> "lock the environment with schema " + create.lock();
            case Step.CreateStateView create -> "mark the deployment with view " + create.stateView();
            case Step.TakeOverStateView take -> "give view " + take.stateView() + " the fencing token of this run";
            case Step.GiveStateView give -> "give view " + give.stateView() + " to " + give.owner();
            case Step.RecordDeployment write ->
                "record deployment " + write.record().deploymentId();
            case Step.CreateSchema create -> "create schema " + create.schema();
            case Step.CreateCluster create -> "create cluster " + create.cluster();
            case Step.ChangeOwner change -> "give " + change.target() + " to " + change.owner();
            case Step.Grant grant -> "grant " + words(grant.privileges()) + " on " + grant.target();
            case Step.Revoke revoke -> "revoke " + words(revoke.privileges()) + " on " + revoke.target();
            case Step.WriteComment write -> "comment on " + write.target();
            case Step.WriteColumnComment write -> "comment on column " + write.column() + " of " + write.target();
            case DefaultStep.GrantByDefault grant -> "grant default privileges in schema " + grant.schema();
            case DefaultStep.RevokeByDefault revoke -> "revoke default privileges in schema " + revoke.schema();
            case Step.Swap swap ->
                "swap " + count(swap, Target.OfSchema.class, "schema") + " and "
                        + count(swap, Target.OfCluster.class, "cluster");
            case Step.AdvanceToken advance -> "give the state view a new fencing token";
            case Step.RepointSink repoint -> "re-point sink " + repoint.sink() + " to " + repoint.to();
            case Step.RepublishSink create ->
                "publish " + create.from() + " in topic " + create.topic() + " by a new sink beside " + create.sink();
            case Step.Quarantine quarantine -> "quarantine the suffixed side";
            case WaitStep.AwaitDrain wait -> "wait for subscriptions to end";
            case WaitStep.AwaitSinks wait -> "wait until " + sinks(wait);
            case Step.UpdateRecord write -> entry(write);
            case HistoryStep keep -> history(keep);
            case Step.RunStatement run -> statement(run);
            case Step.DropItem drop -> "drop " + drop.kind().text() + " " + drop.name();
            case Step.DropSchema drop -> "drop schema " + drop.schema();
            case Step.DropCluster drop -> "drop cluster " + drop.cluster();
            case Step.CreateManifest create -> "write the manifest of the build";
            case Step.DropStateView drop -> "drop view " + drop.stateView();
            case Step.DropLockSchema drop -> "end the deployment: drop schema " + drop.lock();
        };
    }

    private static String history(HistoryStep step) {
        return switch (step) {
            case HistoryStep.CreateHistorySchema create -> "create the history schema " + create.schema();
            case HistoryStep.WriteHistory write -> "keep the history entry in view " + write.view();
            case HistoryStep.RecordConsents write ->
                "record " + Count.of(write.consents().size(), "consent");
            case HistoryStep.RecordSinkWays write ->
                "record the ways of " + Count.of(write.ways().chosen().size(), "sink");
        };
    }

    private static String sinks(WaitStep.AwaitSinks wait) {
        return wait.sinks().size() == 1
                ? "sink " + wait.sinks().get(0).name() + " runs"
                : Count.of(wait.sinks().size(), "sink") + " run";
    }

    private static String entry(Step.UpdateRecord write) {
        return switch (write.entry()) {
            case WORK -> "record that this run goes on";
            case BUILD ->
                write.record().built().filter(Built::whole).isPresent()
                        ? "record that the build is whole"
                        : "record that a build begins";
            case CHECKS -> "record the result of the checks";
            case ROLLBACK -> "record the rollback";
            case PROMOTION -> "record the promotion";
        };
    }

    private static String statement(Step.RunStatement run) {
        return run.creates().isEmpty()
                ? run.statement().word() + " on " + run.statement().staged()
                : "create " + run.creates().get(0);
    }

    private static String words(Collection<?> things) {
        return things.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String count(Step.Swap swap, Class<? extends Target> kind, String thing) {
        return Count.of(
                swap.pairs().stream()
                        .filter(pair -> kind.isInstance(pair.live()))
                        .count(),
                thing);
    }
}
