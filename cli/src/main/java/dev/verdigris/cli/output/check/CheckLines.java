package dev.verdigris.cli.output.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.verdigris.core.check.CheckOutcome;
import dev.verdigris.core.check.CheckResult;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.core.text.Kebab;

/** The results of checks as lines of a report. If all have passed without a row, the steps say enough. */
public final class CheckLines {

    private CheckLines() {}

    /** The lines of the checks among these steps, without those that have passed. */
    public static List<String> of(List<StepReport> steps) {
        List<CheckResult> checks =
                steps.stream().flatMap(step -> step.check().stream()).toList();
        List<String> lines = new ArrayList<>();
        checks.stream().filter(CheckLines::isNotable).forEach(check -> {
            lines.add(line(check));
            check.description().ifPresent(text -> lines.add("                  " + text));
        });
        long others = checks.stream().filter(check -> !isNotable(check)).count();
        if (!lines.isEmpty() && others > 0) {
            lines.add("  " + padded(CheckOutcome.PASSED) + others + (others == 1 ? " other check" : " other checks"));
        }
        return lines;
    }

    private static boolean isNotable(CheckResult check) {
        return check.outcome() != CheckOutcome.PASSED || check.rows() > 0;
    }

    private static String line(CheckResult check) {
        return "  " + padded(check.outcome()) + check.name() + ", severity " + Kebab.of(check.severity()) + ", "
                + check.side().word() + " side"
                + check.owner().map(owner -> ", owner " + owner).orElse("") + ", " + check.count() + " in "
                + DurationText.of(check.took());
    }

    private static String padded(CheckOutcome outcome) {
        return String.format(Locale.ROOT, "%-16s", Kebab.of(outcome));
    }
}
