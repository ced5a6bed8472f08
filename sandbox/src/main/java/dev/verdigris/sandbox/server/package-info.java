/**
 * Sockets and logins: accepts connections, logs clients in, runs a thread for each, and handles cancel requests.
 *
 * <p>The session package handles everything after the login. Open {@link dev.verdigris.sandbox.server.Server} first.
 */
@NullMarked
package dev.verdigris.sandbox.server;

import org.jspecify.annotations.NullMarked;
