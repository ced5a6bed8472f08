/**
 * The texts of an installation that are made of the command line: man pages and completions of shells.
 *
 * <p>The build of an archive runs {@link dev.verdigris.cli.install.InstallationTexts}, which is the type to open first. No
 * command uses this package.
 */
@NullMarked
package dev.verdigris.cli.install;

import org.jspecify.annotations.NullMarked;
