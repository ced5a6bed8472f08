/**
 * The connection to a server: sessions, rows, and failures as typed values.
 *
 * <p>Nothing here knows a catalog relation or a verb. Statements come from the renderer of plans and from the query
 * files of the catalog. This package only sends them. Open {@link dev.verdigris.engine.internal.connection.SqlSession}
 * first.
 */
@NullMarked
package dev.verdigris.engine.internal.connection;

import org.jspecify.annotations.NullMarked;
