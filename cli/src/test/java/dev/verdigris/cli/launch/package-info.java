/** Tests of the launcher script and of signals. */
@NullMarked
package dev.verdigris.cli.launch;

import org.jspecify.annotations.NullMarked;
