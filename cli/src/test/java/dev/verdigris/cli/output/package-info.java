/** Tests of what is shown. */
@NullMarked
package dev.verdigris.cli.output;

import org.jspecify.annotations.NullMarked;
