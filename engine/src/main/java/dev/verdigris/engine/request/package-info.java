/**
 * The requests to the engine: one immutable request per verb, and the options for all verbs.
 *
 * <p>Nothing here acts. Open {@link dev.verdigris.engine.request.PromoteRequest} for an example.
 */
@NullMarked
package dev.verdigris.engine.request;

import org.jspecify.annotations.NullMarked;
