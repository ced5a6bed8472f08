/**
 * Roles and the privileges granted to them, as the server records them.
 *
 * <p>Open {@link dev.verdigris.core.catalog.access.Acl} first.
 */
@NullMarked
package dev.verdigris.core.catalog.access;

import org.jspecify.annotations.NullMarked;
