package dev.verdigris.cli.report.html;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.verdigris.cli.report.document.ReadinessCurve;
import dev.verdigris.cli.report.document.ReadinessCurve.Point;

/**
 * The curve of readiness as a drawing. The drawing stretches, so its labels are beside it as text, which keeps its size
 * on a phone.
 */
final class ChartHtml {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 200;
    private static final int LABELS = 5;

    private final ReadinessCurve curve;

    private ChartHtml(ReadinessCurve curve) {
        this.curve = curve;
    }

    static Node of(ReadinessCurve curve) {
        return new ChartHtml(curve).chart();
    }

    private Node chart() {
        Node plot = Node.of(Tag.DIV, drawing()).with(Attribute.CLASS, "plot");
        Node amounts = labels("amounts", List.of(Integer.toString(curve.most()), half(), "0"));
        return Node.of(Tag.DIV, amounts, plot, labels("times", times())).with(Attribute.CLASS, "chart");
    }

    private String half() {
        return curve.most() % 2 == 0 ? Integer.toString(curve.most() / 2) : "";
    }

    private Node drawing() {
        return Node.of(
                        Tag.SVG,
                        path("grid", "M0 0H" + WIDTH + "M0 " + HEIGHT / 2 + "H" + WIDTH),
                        path("area", line(true) + "V" + HEIGHT + "H0Z"),
                        path("goal", line(false)),
                        path("line", line(true)))
                .with(Attribute.VIEWBOX, "0 0 " + WIDTH + " " + HEIGHT)
                .with(Attribute.PRESERVEASPECTRATIO, "none")
                .with(Attribute.ROLE, "img")
                .with(Attribute.ARIA_LABEL, curve.sentence());
    }

    private static Node path(String kind, String form) {
        return Node.of(Tag.PATH).with(Attribute.CLASS, kind).with(Attribute.D, form);
    }

    /** Steps, because a number of objects jumps. */
    private String line(boolean ready) {
        StringBuilder form = new StringBuilder();
        int before = -1;
        for (Point point : curve.points()) {
            int value = ready ? point.ready() : point.total();
            if (form.isEmpty()) {
                form.append("M0 ").append(height(value));
            } else if (value != before) {
                form.append('H').append(across(point.at())).append('V').append(height(value));
            }
            before = value;
        }
        return form.append('H').append(WIDTH).toString();
    }

    private String across(Instant at) {
        return number(curve.position(at) * WIDTH);
    }

    private String height(int value) {
        return number(HEIGHT - (double) value / curve.most() * HEIGHT);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
    }

    private List<String> times() {
        Duration whole = Duration.between(curve.begin(), curve.end());
        List<String> times = new ArrayList<>();
        for (int i = 0; i < LABELS; i++) {
            Instant at = curve.begin().plus(whole.multipliedBy(i).dividedBy(LABELS - 1));
            times.add(at.toString().substring(11, 19));
        }
        if (whole.toSeconds() < LABELS - 1) {
            times.subList(1, LABELS - 1).clear();
        }
        times.set(times.size() - 1, times.getLast() + " UTC");
        return times;
    }

    private static Node labels(String kind, List<String> texts) {
        return Node.of(
                        Tag.DIV,
                        texts.stream().map(text -> Node.of(Tag.SPAN, text)).toList())
                .with(Attribute.CLASS, kind)
                .with(Attribute.ARIA_HIDDEN, "true");
    }
}
