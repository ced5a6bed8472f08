package dev.verdigris.cli.output.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.verdigris.core.check.CheckOutcome;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.core.text.Kebab;

/** The results of checks as lines of a report. If all have passed without a row, the steps say enough. */
public final class CheckLines {

    private CheckLines() {}

    /** The lines, those of notable checks first. */
    public static List<String> of(List<CheckView> checks) {
        List<String> lines = new ArrayList<>();
        checks.stream().filter(CheckView::isNotable).forEach(check -> {
            lines.add(line(check));
            check.description().ifPresent(text -> lines.add("                  " + text));
        });
        long others = checks.size() - checks.stream().filter(CheckView::isNotable).count();
        if (!lines.isEmpty() && others > 0) {
            lines.add("  " + padded(CheckOutcome.PASSED) + others + (others == 1 ? " other check" : " other checks"));
        }
        return lines;
    }

    private static String line(CheckView check) {
        return "  " + padded(check.outcome()) + check.name() + ", severity "
                + check.severity().name().toLowerCase(Locale.ROOT) + ", " + check.side().word() + " side"
                + check.owner().map(owner -> ", owner " + owner).orElse("") + ", " + check.count() + " in "
                + DurationText.of(check.took());
    }

    private static String padded(CheckOutcome outcome) {
        return String.format(Locale.ROOT, "%-16s", Kebab.of(outcome));
    }
}
