/**
 * The process of a builder of another tool. Open {@link dev.verdigris.engine.internal.builder.BuilderProcess} first.
 */
@NullMarked
package dev.verdigris.engine.internal.builder;

import org.jspecify.annotations.NullMarked;
