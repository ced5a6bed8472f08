/**
 * The demonstration: a whole deployment on its own sandbox, while clients read all the time.
 *
 * <p>It uses the engine like any other program. Open
 * {@link dev.verdigris.cli.demo.Demo} first.
 */
@NullMarked
package dev.verdigris.cli.demo;

import org.jspecify.annotations.NullMarked;
