/**
 * The history of an environment: the record that outlives a deployment, and the events that it and the audit log show.
 * Nothing here reads a catalog or the audit log. Open {@link dev.verdigris.core.history.Historian} first.
 */
@NullMarked
package dev.verdigris.core.history;

import org.jspecify.annotations.NullMarked;
