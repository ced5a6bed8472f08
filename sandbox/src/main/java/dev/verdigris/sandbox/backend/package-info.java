/**
 * The connection to the PostgreSQL behind the sandbox.
 *
 * <p>Open {@link dev.verdigris.sandbox.backend.CatalogTransaction} first.
 */
@NullMarked
package dev.verdigris.sandbox.backend;

import org.jspecify.annotations.NullMarked;
