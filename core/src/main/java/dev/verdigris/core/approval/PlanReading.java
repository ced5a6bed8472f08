package dev.verdigris.core.approval;

import dev.verdigris.core.deployment.record.Digest;

/** What a text turned out to be that should be the file of a plan. */
public sealed interface PlanReading {

    /**
     * A plan as it was written.
     *
     * @param plan the plan
     * @param digest its digest
     */
    record Sound(PlanFile plan, Digest digest) implements PlanReading {}

    /**
     * No plan of this version.
     *
     * @param why the fact, as the end of a sentence that begins with the file
     */
    record Unusable(String why) implements PlanReading {}

    /** A plan that was edited after it was written. */
    record Edited() implements PlanReading {}
}
