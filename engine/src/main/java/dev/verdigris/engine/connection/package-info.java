/**
 * The settings of a connection, and the server's messages in addition to its answers.
 *
 * <p>Nothing here connects. Open {@link dev.verdigris.engine.connection.ConnectionSettings} first.
 */
@NullMarked
package dev.verdigris.engine.connection;

import org.jspecify.annotations.NullMarked;
