package dev.verdigris.cli.report.markdown;

import java.time.Duration;
import java.time.Instant;

import dev.verdigris.cli.report.document.ReadinessCurve;
import dev.verdigris.cli.report.document.ReadinessCurve.Point;

/** The curve of readiness as one line of bars. */
final class MarkdownCurve {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int WIDTH = 60;

    private MarkdownCurve() {}

    static String of(ReadinessCurve curve) {
        StringBuilder bars = new StringBuilder();
        Duration whole = Duration.between(curve.begin(), curve.end());
        int next = 0;
        for (int i = 0; i < WIDTH; i++) {
            Instant until = curve.begin().plus(whole.multipliedBy(i).dividedBy(WIDTH - 1));
            while (next + 1 < curve.points().size()
                    && !curve.points().get(next + 1).at().isAfter(until)) {
                next++;
            }
            bars.append(bar(curve.points().get(next), curve.most()));
        }
        return "```\n" + bars + "\n```\n\n";
    }

    private static char bar(Point point, int most) {
        return BARS.charAt((int) ((long) point.ready() * (BARS.length() - 1) / most));
    }
}
