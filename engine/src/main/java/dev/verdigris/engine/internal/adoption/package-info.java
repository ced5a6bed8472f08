/** The reading of the catalog for an adoption. */
@NullMarked
package dev.verdigris.engine.internal.adoption;

import org.jspecify.annotations.NullMarked;
