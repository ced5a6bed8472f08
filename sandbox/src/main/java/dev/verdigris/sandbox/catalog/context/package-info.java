/**
 * What all DDL statements share: the transaction, the session, name resolution, notices, and the creation of items.
 *
 * <p>Open {@link dev.verdigris.sandbox.catalog.context.DdlContext} first.
 */
@NullMarked
package dev.verdigris.sandbox.catalog.context;

import org.jspecify.annotations.NullMarked;
