/** Tests of configuration: cases as folders, each with what must come of it. */
@NullMarked
package dev.verdigris.cli.config;

import org.jspecify.annotations.NullMarked;
