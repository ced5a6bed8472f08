/**
 * The embedded server.
 */
@NullMarked
package dev.verdigris.sandbox;

import org.jspecify.annotations.NullMarked;
