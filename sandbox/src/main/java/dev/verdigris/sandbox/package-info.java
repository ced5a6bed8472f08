/**
 * The sandbox: a server that speaks Materialize's dialect on an embedded PostgreSQL. It is for tests and for trying
 * things out, not for production.
 *
 * <p>Open {@link dev.verdigris.sandbox.Sandbox} first. The parts below it: {@code postgres} starts the database,
 * {@code backend} talks to it, {@code wire} is the protocol, {@code statement} the dialect, {@code catalog} carries DDL
 * out, {@code session} is one client's session, and {@code server} takes connections.
 */
@NullMarked
package dev.verdigris.sandbox;

import org.jspecify.annotations.NullMarked;
