/**
 * Roles and what is granted to them, as the server records it.
 *
 * <p>Open {@link dev.verdigris.core.catalog.access.Acl} first.
 */
@NullMarked
package dev.verdigris.core.catalog.access;

import org.jspecify.annotations.NullMarked;
