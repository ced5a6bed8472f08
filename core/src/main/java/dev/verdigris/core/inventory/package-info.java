/**
 * What a side of an environment consists of at one moment, and what has changed since. Open {@link
 * dev.verdigris.core.inventory.Inventory} first.
 */
@NullMarked
package dev.verdigris.core.inventory;

import org.jspecify.annotations.NullMarked;
