/** Tests of the commands, run within the test's own process. */
@NullMarked
package dev.verdigris.cli.command;

import org.jspecify.annotations.NullMarked;
