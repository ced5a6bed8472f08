/** Tests of the process and of the architecture. */
@NullMarked
package dev.verdigris.cli;

import org.jspecify.annotations.NullMarked;
