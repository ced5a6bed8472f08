/**
 * Commands that look at a project, its settings and its server, and change nothing.
 *
 * <p>Open {@link dev.verdigris.cli.project.inspect.InspectCommand} first, which all of them share.
 */
@NullMarked
package dev.verdigris.cli.project.inspect;

import org.jspecify.annotations.NullMarked;
