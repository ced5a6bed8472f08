/**
 * One client's session. It turns frontend messages into work for PostgreSQL or the catalog, and the results into
 * backend messages.
 *
 * <p>Sockets and logins are in the server package. The packages below hold the parts of a session.
 *
 * <p>Open {@link dev.verdigris.sandbox.session.ClientSession} first.
 */
@NullMarked
package dev.verdigris.sandbox.session;

import org.jspecify.annotations.NullMarked;
