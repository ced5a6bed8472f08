/**
 * The command line.
 */
@NullMarked
package dev.verdigris.cli;

import org.jspecify.annotations.NullMarked;
