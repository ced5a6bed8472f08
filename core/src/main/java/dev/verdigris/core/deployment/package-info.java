/**
 * The ledger: the lock schema, the record in its state view's comment, and the state of a deployment that follows from both.
 *
 * <p>Nothing here decides what to do about a state. Open {@link dev.verdigris.core.deployment.DeploymentView} first:
 * everything that decides is given one.
 */
@NullMarked
package dev.verdigris.core.deployment;

import org.jspecify.annotations.NullMarked;
