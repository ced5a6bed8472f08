/**
 * The server's catalog as one immutable value: the session, the objects, the grants and the dependencies.
 *
 * <p>Nothing here reads a server: the engine fills the value. Nothing here knows deployments. Open {@link
 * dev.verdigris.core.catalog.CatalogSnapshot} first.
 */
@NullMarked
package dev.verdigris.core.catalog;

import org.jspecify.annotations.NullMarked;
