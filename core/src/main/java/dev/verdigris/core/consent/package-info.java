/**
 * What the user accepts, and the record of what was accepted.
 *
 * <p>Nothing here knows guardrails or deployments. Open {@link dev.verdigris.core.consent.Consents} first.
 */
@NullMarked
package dev.verdigris.core.consent;

import org.jspecify.annotations.NullMarked;
