package dev.verdigris.core.approval;

import dev.verdigris.core.text.DurationText;

/** Says why the cost in a plan is an estimate. */
final class CostText {

    private CostText() {}

    /** The estimate in a sentence. */
    static String of(PlanFile.Cost cost) {
        if (cost.hydration().isEmpty()) {
            return "The time cannot be estimated: the server does not show how long the live objects took to hydrate.";
        }
        String time = "Both sides exist for at least "
                + DurationText.of(cost.hydration().get())
                + ", if the staged objects hydrate as fast as the slowest live one did. The wait for the approval and"
                + " for cleanup comes on top of it.";
        return cost.leastCredits()
                .map(credits -> time + " In this time the staged clusters use about "
                        + credits.stripTrailingZeros().toPlainString() + " credits.")
                .orElse(time + " The server does not show the credits of all replicas.");
    }
}
