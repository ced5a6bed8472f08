/**
 * The demonstration: a whole deployment on a sandbox of its own, under the eyes of clients that never stop reading.
 *
 * <p>It uses the engine as any program would and knows nothing of its inside. Open
 * {@link dev.verdigris.cli.demo.Demo} first.
 */
@NullMarked
package dev.verdigris.cli.demo;

import org.jspecify.annotations.NullMarked;
