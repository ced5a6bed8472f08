/**
 * A client of the PostgreSQL protocol that shows everything: column types, command tags, notices and errors.
 *
 * <p>Drivers interpret and retry. This client shows the real answers of a server. Open {@link
 * dev.verdigris.e2e.wire.WireClient} first.
 */
package dev.verdigris.e2e.wire;
