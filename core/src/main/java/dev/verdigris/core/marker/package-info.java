/**
 * The ledger: the marker, the record in its seal's comment, and the state of a deployment that follows from both.
 *
 * <p>Nothing here decides what to do about a state. Open {@link dev.verdigris.core.marker.DeploymentState} first.
 */
@NullMarked
package dev.verdigris.core.marker;

import org.jspecify.annotations.NullMarked;
