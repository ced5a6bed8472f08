package dev.verdigris.engine.internal.execution;

import java.util.Optional;

import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.Target;

/** Which steps must keep their order among each other: those on the same counterpart. All others keep theirs altogether. */
final class Chain {

    private Chain() {}

    /** The counterpart that a step works on; empty for steps that nothing may run beside. */
    static Optional<String> of(Step step) {
        return switch (step) {
            case Step.CreateSchema create -> Optional.of(new Target.OfSchema(create.schema()).toString());
            case Step.CreateCluster create -> Optional.of(new Target.OfCluster(create.cluster()).toString());
            case Step.ChangeOwner change -> Optional.of(change.target().toString());
            case Step.Grant grant -> Optional.of(grant.target().toString());
            case Step.Revoke revoke -> Optional.of(revoke.target().toString());
            case Step.WriteComment write -> Optional.of(write.target().toString());
            case Step.GrantByDefault grant -> Optional.of(new Target.OfSchema(grant.schema()).toString());
            case Step.CreateLockSchema create -> Optional.empty();
            case Step.CreateStateView create -> Optional.empty();
            case Step.TakeOverStateView take -> Optional.empty();
            case Step.RecordDeployment write -> Optional.empty();
            case Step.GiveStateView give -> Optional.empty();
            case Step.Swap swap -> Optional.empty();
            case Step.RepointSink repoint -> Optional.empty();
            case Step.Quarantine quarantine -> Optional.empty();
            case Step.AwaitDrain wait -> Optional.empty();
            case Step.DropItem drop -> Optional.empty();
            case Step.DropSchema drop -> Optional.empty();
            case Step.DropCluster drop -> Optional.empty();
            case Step.DropStateView drop -> Optional.empty();
            case Step.DropLockSchema drop -> Optional.empty();
        };
    }
}
