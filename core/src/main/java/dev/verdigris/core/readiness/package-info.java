/**
 * Whether a staged side may go live. Each object is judged from the server's reports.
 *
 * <p>Nothing here watches or waits. The engine observes and calls {@link dev.verdigris.core.readiness.Readiness}. Open
 * that type first.
 */
@NullMarked
package dev.verdigris.core.readiness;

import org.jspecify.annotations.NullMarked;
