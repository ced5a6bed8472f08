/**
 * Runs the PostgreSQL server of the sandbox: unpacks its binaries, makes its data directory, starts it under a
 * supervisor, and stops it. The supervisor runs a moment longer than this process, to clean up.
 *
 * <p>This package contains nothing about Materialize and uses the server only to check that it runs. Start with {@link
 * dev.verdigris.sandbox.postgres.EmbeddedPostgres}; the reasons are in ADR 0002.
 */
@NullMarked
package dev.verdigris.sandbox.postgres;

import org.jspecify.annotations.NullMarked;
