@NullMarked
package dev.verdigris.core.adoption;

import org.jspecify.annotations.NullMarked;
