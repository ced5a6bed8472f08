/**
 * The connection to the sandbox's PostgreSQL: its wire protocol from the client's side, over its unix socket.
 *
 * <p>This package handles bytes, frames and plain queries. The session package decides what may be sent when, and what
 * a client sees of the answers. Open {@link dev.verdigris.sandbox.backend.BackendConnection} first; catalog code needs
 * only {@link dev.verdigris.sandbox.backend.CatalogTransaction}.
 */
@NullMarked
package dev.verdigris.sandbox.backend;

import org.jspecify.annotations.NullMarked;
