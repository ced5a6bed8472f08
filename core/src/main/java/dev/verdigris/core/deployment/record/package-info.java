/**
 * The record of a deployment, which the comment of the state view holds: its values and its text form. Nothing here
 * reads a catalog. Open {@link dev.verdigris.core.deployment.record.DeploymentRecord} first.
 */
@NullMarked
package dev.verdigris.core.deployment.record;

import org.jspecify.annotations.NullMarked;
