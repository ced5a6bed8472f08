/**
 * What a release changes for the readers of the live side: the live side compared with the staged one. Pure.
 *
 * <p>Open {@link dev.verdigris.core.diff.ContractDiff} first: it compares the contract of each object, which is all that
 * a reader can rely on without knowing the rows. {@link dev.verdigris.core.diff.Judge} decides what breaks a reader.
 */
@NullMarked
package dev.verdigris.core.diff;

import org.jspecify.annotations.NullMarked;
