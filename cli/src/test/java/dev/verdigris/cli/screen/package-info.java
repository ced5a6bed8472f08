/** Tests of the live view. */
@NullMarked
package dev.verdigris.cli.screen;

import org.jspecify.annotations.NullMarked;
