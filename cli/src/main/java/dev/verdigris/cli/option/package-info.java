/**
 * The options that several commands share, each group as a mixin of picocli.
 *
 * <p>A mixin turns its options into a part of a request or of the settings. It makes no decision. Open {@link
 * dev.verdigris.cli.option.EnvironmentMixin} first.
 */
@NullMarked
package dev.verdigris.cli.option;

import org.jspecify.annotations.NullMarked;
