/** The report of a release, from the shell. */
@NullMarked
package dev.verdigris.e2e.report;

import org.jspecify.annotations.NullMarked;
