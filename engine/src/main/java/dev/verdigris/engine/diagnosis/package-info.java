/**
 * What a look at a server and an environment finds, before the first deployment or when something is wrong. {@link
 * dev.verdigris.engine.Diagnosis} looks.
 */
@NullMarked
package dev.verdigris.engine.diagnosis;

import org.jspecify.annotations.NullMarked;
