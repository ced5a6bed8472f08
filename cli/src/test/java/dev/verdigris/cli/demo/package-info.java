/** Tests of the demonstration. */
@NullMarked
package dev.verdigris.cli.demo;

import org.jspecify.annotations.NullMarked;
