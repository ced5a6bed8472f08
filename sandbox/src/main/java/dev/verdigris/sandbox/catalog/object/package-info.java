/**
 * DDL that applies to objects of all kinds: drop, rename, swap, owner, comment and privileges. Also the DDL for roles,
 * schemas and system parameters.
 *
 * <p>Open {@link dev.verdigris.sandbox.catalog.object.DropDdl} first.
 */
@NullMarked
package dev.verdigris.sandbox.catalog.object;

import org.jspecify.annotations.NullMarked;
