/**
 * The command of a builder of another tool, as the user writes it. Open {@link dev.verdigris.cli.builder.DbtCommand}
 * first.
 */
@NullMarked
package dev.verdigris.cli.builder;

import org.jspecify.annotations.NullMarked;
