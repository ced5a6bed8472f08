/**
 * The requests to the engine: one immutable request per verb, and the options for all verbs.
 *
 * <p>Nothing here acts. A request begins with a constant or a factory method, such as {@code PromoteRequest.DEFAULT},
 * and each {@code with} method returns a changed copy. A later version may add parameters to the constructors. Open
 * {@link dev.verdigris.engine.request.PromoteRequest} for an example.
 */
@NullMarked
package dev.verdigris.engine.request;

import org.jspecify.annotations.NullMarked;
