/**
 * How the engine talks to a server: sessions, rows, and failures as typed values.
 *
 * <p>Nothing here knows a catalog relation or a verb. Statements come from the planner's renderer and from the catalog's
 * query files; this package only carries them. Open {@link dev.verdigris.engine.internal.connection.SqlSession} first.
 */
@NullMarked
package dev.verdigris.engine.internal.connection;

import org.jspecify.annotations.NullMarked;
