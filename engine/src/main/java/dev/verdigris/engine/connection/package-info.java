/**
 * Where the server is and who connects: the settings of a connection, and what the server says besides its answers.
 *
 * <p>Nothing here connects. Open {@link dev.verdigris.engine.connection.ConnectionSettings} first.
 */
@NullMarked
package dev.verdigris.engine.connection;

import org.jspecify.annotations.NullMarked;
