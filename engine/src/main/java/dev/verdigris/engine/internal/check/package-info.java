/**
 * Runs the checks of a project on one side and collects what they find.
 *
 * <p>Open {@link dev.verdigris.engine.internal.check.CheckRun} first.
 */
@NullMarked
package dev.verdigris.engine.internal.check;

import org.jspecify.annotations.NullMarked;
