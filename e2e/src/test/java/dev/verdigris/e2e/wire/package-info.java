/**
 * A client of the PostgreSQL protocol that hides nothing: column types, command tags, notices and errors as they come.
 *
 * <p>Drivers interpret and retry; what a server really answers is seen here. Open
 * {@link dev.verdigris.e2e.wire.WireClient} first.
 */
package dev.verdigris.e2e.wire;
