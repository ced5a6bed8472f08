package dev.verdigris.cli.report;

import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.report.story.EarlierRuns;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.cli.report.story.WrittenRun;

/** The report of a release as one HTML page. */
final class HtmlReport {

    private HtmlReport() {}

    /** The whole report: the runs before, and then this one. */
    static String of(RunStory now, List<WrittenRun> earlier) {
        return now.verb() + " " + earlier.size();
    }

    /** What a report contains; empty if the text is no report of Verdigris. */
    static Optional<EarlierRuns> read(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.empty();
    }
}
