/**
 * The ledger: the lock schema, the record in its state view's comment, and the state of a deployment that follows from both.
 *
 * <p>Nothing here decides what to do about a state. Open {@link dev.verdigris.core.deployment.DeploymentState} first.
 */
@NullMarked
package dev.verdigris.core.deployment;

import org.jspecify.annotations.NullMarked;
