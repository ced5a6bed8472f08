/** Projects that Verdigris writes, from the shell. */
@NullMarked
package dev.verdigris.e2e.project;

import org.jspecify.annotations.NullMarked;
