/**
 * The server's catalog as one immutable value: who is connected, what exists, who may do what, and what leans on what.
 *
 * <p>Nothing here reads a server (the engine fills it) and nothing here knows of deployments. Open
 * {@link dev.verdigris.core.catalog.CatalogSnapshot} first.
 */
@NullMarked
package dev.verdigris.core.catalog;

import org.jspecify.annotations.NullMarked;
