/**
 * What the stored definition of a sink says: the relation that it reads, the columns that it needs, and the objects to
 * which its options hold on.
 *
 * <p>Open {@link dev.verdigris.core.sink.SinkInputs} first.
 */
@NullMarked
package dev.verdigris.core.sink;

import org.jspecify.annotations.NullMarked;
