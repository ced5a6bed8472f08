package dev.verdigris.core.sql;

import java.util.List;

import dev.verdigris.core.step.Step;

/** Renders steps as the statements that carry them out. */
public final class StepSql {

    private StepSql() {}

    /**
     * The statements of a step, in order. Each element is one message for the simple query protocol; the swap is a
     * single one. A step that only waits has none.
     */
    public static List<String> render(Step step) {
        return List.of();
    }

    /** The swap as one message that ends in ROLLBACK: the server checks everything and changes nothing. */
    public static String dryRun(Step.Swap swap) {
        return "";
    }
}
