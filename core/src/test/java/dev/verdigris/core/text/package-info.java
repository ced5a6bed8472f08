/** Tests of small texts. */
@NullMarked
package dev.verdigris.core.text;

import org.jspecify.annotations.NullMarked;
