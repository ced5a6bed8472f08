/**
 * What a caller may ask of the engine: one immutable request per verb, and the settings that all verbs share.
 *
 * <p>Nothing here acts. Every request has a {@code DEFAULT} and methods that change one thing. Open
 * {@link dev.verdigris.engine.request.PromoteRequest} for an example.
 */
@NullMarked
package dev.verdigris.engine.request;

import org.jspecify.annotations.NullMarked;
