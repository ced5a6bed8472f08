package dev.verdigris.core.report;

/** The report as one JSON document. */
public final class ReportJson {

    private ReportJson() {}

    /** Renders a report. */
    public static String render(Report report) {
        throw new UnsupportedOperationException("render");
    }
}
