/**
 * What can be said about a project without a server: names that the server would refuse, and settings that are about
 * nothing. Open {@link dev.verdigris.core.lint.ProjectNames} first.
 */
@NullMarked
package dev.verdigris.core.lint;

import org.jspecify.annotations.NullMarked;
