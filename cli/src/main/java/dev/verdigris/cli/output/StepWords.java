package dev.verdigris.cli.output;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.verdigris.core.plan.PlannedStep;

/** Words for a step that is at work. */
final class StepWords {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private StepWords() {}

    /** The step's kind as in reports, such as {@code repoint-sink}. */
    static String kind(PlannedStep step) {
        return HUMP.matcher(step.step().getClass().getSimpleName())
                .replaceAll("-")
                .toLowerCase(Locale.ROOT);
    }

    /** The kind and the reason. */
    static String line(PlannedStep step) {
        return kind(step).replace('-', ' ') + (step.reason().isBlank() ? "" : ": " + step.reason());
    }
}
