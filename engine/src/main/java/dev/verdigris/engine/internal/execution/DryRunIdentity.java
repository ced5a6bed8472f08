package dev.verdigris.engine.internal.execution;

import java.util.Optional;

import dev.verdigris.core.plan.RunIdentity;

/**
 * The identity of a dry run, for the run after it: what that changes has the names that were shown. Two runs that
 * change something never share an id or a token.
 */
public final class DryRunIdentity {

    private Optional<RunIdentity> shown = Optional.empty();

    /** The identity of a run: that of the dry runs before it, at the present time, or else the next one. */
    public RunIdentity identity(boolean dryRun, RunIdentity next) {
        RunIdentity identity = shown.map(before -> new RunIdentity(
                        before.deployment(), before.token(), next.now(), next.deployer(), next.connections()))
                .orElse(next);
        shown = dryRun ? Optional.of(identity) : Optional.empty();
        return identity;
    }
}
