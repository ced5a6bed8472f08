/** The site of the documents, as {@code site/build.sh} has built it. */
@NullMarked
package dev.verdigris.e2e.site;

import org.jspecify.annotations.NullMarked;
