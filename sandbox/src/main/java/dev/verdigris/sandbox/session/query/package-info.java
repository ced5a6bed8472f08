/**
 * Runs queries on PostgreSQL: checks that they may run, forwards their rows, translates errors, and implements
 * SUBSCRIBE.
 *
 * <p>Open {@link dev.verdigris.sandbox.session.query.Passthrough} first.
 */
@NullMarked
package dev.verdigris.sandbox.session.query;

import org.jspecify.annotations.NullMarked;
