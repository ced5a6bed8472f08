/**
 * The connection to the sandbox's PostgreSQL: its wire protocol from the client's side, over its unix socket.
 *
 * <p>Here are bytes, frames and plain queries; what may be sent when, and what a client gets to see of the answers, is
 * decided in the session package. Open {@link dev.verdigris.sandbox.backend.BackendConnection} first; catalog code
 * needs only {@link dev.verdigris.sandbox.backend.CatalogTransaction}.
 */
@NullMarked
package dev.verdigris.sandbox.backend;

import org.jspecify.annotations.NullMarked;
