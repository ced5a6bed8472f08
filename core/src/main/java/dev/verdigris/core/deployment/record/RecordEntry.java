package dev.verdigris.core.deployment.record;

/** The entries of a record that are written after the deployment has begun. */
public enum RecordEntry {
    /** {@link DeploymentRecord#built}. */
    BUILD,
    /** {@link DeploymentRecord#checked}. */
    CHECKS,
    /** {@link DeploymentRecord#rolledBack}. */
    ROLLBACK
}
