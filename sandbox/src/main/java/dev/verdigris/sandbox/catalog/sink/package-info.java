/**
 * DDL for connections, secrets and sinks.
 *
 * <p>Open {@link dev.verdigris.sandbox.catalog.sink.SinkDdl} first.
 */
@NullMarked
package dev.verdigris.sandbox.catalog.sink;

import org.jspecify.annotations.NullMarked;
