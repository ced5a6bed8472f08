/**
 * Access control: which privileges a statement requires, and whether the role has them.
 *
 * <p>Open {@link dev.verdigris.sandbox.catalog.access.AccessCheck} first.
 */
@NullMarked
package dev.verdigris.sandbox.catalog.access;

import org.jspecify.annotations.NullMarked;
