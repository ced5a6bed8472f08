/** A real browser, for the pages that Verdigris and its documents consist of. */
@NullMarked
package dev.verdigris.e2e.web;

import org.jspecify.annotations.NullMarked;
