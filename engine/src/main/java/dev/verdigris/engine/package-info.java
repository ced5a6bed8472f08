/**
 * Effects: reads the catalog, runs plans and watches readiness.
 */
@NullMarked
package dev.verdigris.engine;

import org.jspecify.annotations.NullMarked;
