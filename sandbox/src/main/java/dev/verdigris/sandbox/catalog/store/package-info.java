/**
 * Reads and writes the rows of {@code mz_store}, the tables in which the sandbox keeps its catalog.
 *
 * <p>Open {@link dev.verdigris.sandbox.catalog.store.NameResolver} first.
 */
@NullMarked
package dev.verdigris.sandbox.catalog.store;

import org.jspecify.annotations.NullMarked;
