/** Launch. */
@NullMarked
package dev.verdigris.cli.launch;

import org.jspecify.annotations.NullMarked;
