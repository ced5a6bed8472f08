/**
 * Sockets and logins: takes connections, lets clients in, runs a thread for each, and carries cancel requests.
 *
 * <p>What a session does once it is let in is the session package's. Open {@link
 * dev.verdigris.sandbox.server.Server} first.
 */
@NullMarked
package dev.verdigris.sandbox.server;

import org.jspecify.annotations.NullMarked;
