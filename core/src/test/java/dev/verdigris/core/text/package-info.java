/** Tests of how values become words. */
@NullMarked
package dev.verdigris.core.text;

import org.jspecify.annotations.NullMarked;
