/** The questions of a diagnosis: first to the network, then to a session. */
@NullMarked
package dev.verdigris.engine.internal.diagnosis;

import org.jspecify.annotations.NullMarked;
