/**
 * The state of a deployment: the lock schema, its state view, and the record in the comment of the state view.
 *
 * <p>Nothing here decides what to do in a state. Open {@link dev.verdigris.core.deployment.DeploymentView} first: all
 * decisions use it.
 */
@NullMarked
package dev.verdigris.core.deployment;

import org.jspecify.annotations.NullMarked;
