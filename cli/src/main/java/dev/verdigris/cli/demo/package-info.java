/**
 * The demonstration: a whole deployment on its own sandbox, while clients read all the time.
 *
 * <p>It uses the engine like any other program. {@link dev.verdigris.cli.demo.Demo} lists the chapters and calls the
 * engine. {@code Stage} has the server and the example. {@code Readers} are the clients, and {@code ReadLog} counts
 * their results. {@link dev.verdigris.cli.demo.DemoStory} writes the {@link dev.verdigris.cli.demo.DemoResult}.
 */
@NullMarked
package dev.verdigris.cli.demo;

import org.jspecify.annotations.NullMarked;
