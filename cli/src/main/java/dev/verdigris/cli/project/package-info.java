/**
 * Commands that write or judge the files of a project.
 *
 * <p>Open {@link dev.verdigris.cli.project.NewFiles} first: all files are written by it.
 */
@NullMarked
package dev.verdigris.cli.project;

import org.jspecify.annotations.NullMarked;
