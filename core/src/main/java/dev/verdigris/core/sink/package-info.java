/**
 * What the stored definition of a sink says: the relation that it reads, the columns that it needs, the objects to
 * which its options hold on, and its output. And what a promotion does with a sink.
 *
 * <p>Open {@link dev.verdigris.core.sink.SinkInputs} first, then {@link dev.verdigris.core.sink.SinkWay}.
 */
@NullMarked
package dev.verdigris.core.sink;

import org.jspecify.annotations.NullMarked;
