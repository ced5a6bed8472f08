/**
 * Runs the PostgreSQL server on which the sandbox stands: unpacks its binaries, makes its data directory, starts it
 * under a supervisor that outlives this process by the moment it takes to tidy up, and stops it.
 *
 * <p>Not here: anything of Materialize, and any use of the server beyond asking whether it is up. Start with
 * {@link dev.verdigris.sandbox.postgres.EmbeddedPostgres}; the reasons are in ADR 0002.
 */
@NullMarked
package dev.verdigris.sandbox.postgres;

import org.jspecify.annotations.NullMarked;
