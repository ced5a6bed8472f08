package dev.verdigris.core.report;

/** The report as text, without colours. */
public final class ReportText {

    private ReportText() {}

    /** Renders a report. */
    public static String render(Report report) {
        throw new UnsupportedOperationException("render");
    }
}
