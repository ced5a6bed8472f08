/**
 * What Maven's own plugins cannot do for the distribution: a Java runtime, a tree of files to pack, and an image.
 *
 * <p>Maven runs two programs of this package. Open {@link dev.verdigris.dist.Stage} first, then {@link
 * dev.verdigris.dist.Image}.
 */
@NullMarked
package dev.verdigris.dist;

import org.jspecify.annotations.NullMarked;
