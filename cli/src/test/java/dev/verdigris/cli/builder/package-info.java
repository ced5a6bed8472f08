/** How the command of a builder is read. */
@NullMarked
package dev.verdigris.cli.builder;

import org.jspecify.annotations.NullMarked;
