/** What a release changes for its readers, from the shell. */
@NullMarked
package dev.verdigris.e2e.diff;

import org.jspecify.annotations.NullMarked;
