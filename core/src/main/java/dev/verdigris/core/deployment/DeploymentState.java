package dev.verdigris.core.deployment;

import java.util.List;

/** Where an environment stands, as its lock schemas tell. */
public sealed interface DeploymentState {

    /** No lock schema. There may still be a suffixed side that other tools made. */
    record None() implements DeploymentState {}

    /**
     * One lock schema.
     *
     * @param lock it
     */
    record Locked(DeploymentLock lock) implements DeploymentState {}

    /**
     * A lock schema with several state views, which two runs leave behind that took over a dead one's lock schema in the same moment:
     * nothing may be concluded from them.
     *
     * @param locks the lock schema as each of its state views has it
     */
    record Contradictory(List<DeploymentLock> locks) implements DeploymentState {

        public Contradictory {
            locks = List.copyOf(locks);
        }
    }
}
