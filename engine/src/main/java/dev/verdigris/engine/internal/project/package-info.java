/**
 * The SQL files of a project: its models and its checks. Nothing that looks like one of them is left out in silence.
 *
 * <p>Open {@link dev.verdigris.engine.internal.project.SqlFiles} first.
 */
@NullMarked
package dev.verdigris.engine.internal.project;

import org.jspecify.annotations.NullMarked;
