/**
 * Small texts: durations, constants in kebab case, suggestions for misspelled names.
 *
 * <p>Sentences about deployments are not written here. Open {@link dev.verdigris.core.text.Suggestions} first.
 */
@NullMarked
package dev.verdigris.core.text;

import org.jspecify.annotations.NullMarked;
