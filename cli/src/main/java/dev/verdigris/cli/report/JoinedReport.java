package dev.verdigris.cli.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.cli.report.ReportFiles.Texts;
import dev.verdigris.cli.report.story.EarlierRuns;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.cli.report.story.RunSummary;
import dev.verdigris.cli.report.story.WrittenRun;

/**
 * The report that a run continues, in its files. It loses no run of others: if the files cannot be read, or the report of
 * another deployment cannot be kept apart, nothing is written. Only one thread uses it.
 */
final class JoinedReport {

    private static final EarlierRuns NOTHING = new EarlierRuns(Optional.empty(), "", List.of());

    private static final Texts NO_TEXTS = new Texts(Optional.empty(), Optional.empty());

    private final ReportFiles files;

    /** What the files held when the run joined them, or when another run had last changed them. */
    private Texts joined = NO_TEXTS;

    /** What the files held when they were last read or written here. */
    private Texts seen = NO_TEXTS;

    private EarlierRuns page = NOTHING;
    private EarlierRuns markdown = NOTHING;
    private Optional<RunStory> written = Optional.empty();

    JoinedReport(ReportFiles files) {
        this.files = files;
    }

    /** The report of another deployment, and the name of the page that has it now. */
    record Moved(String of, String page) {}

    /**
     * Reads what another run has written since this run last looked, and keeps the report of another deployment apart.
     *
     * @return the report that was kept apart, if one was
     */
    Optional<Moved> join(RunStory story) throws IOException {
        Texts found = files.read();
        if (isChanged(found.page(), seen.page()) || isChanged(found.markdown(), seen.markdown())) {
            EarlierRuns inPage = merged(found.page(), seen.page(), page, HtmlReport::read, story);
            EarlierRuns inText = merged(found.markdown(), seen.markdown(), markdown, MarkdownReport::read, story);
            demandSame(inPage, inText);
            page = inPage;
            markdown = inText;
            joined = found;
            seen = found;
        }
        return isOther(known(), story) ? Optional.of(keepApart()) : Optional.empty();
    }

    private static boolean isChanged(Optional<String> found, Optional<String> seen) {
        return found.isPresent() && !found.equals(seen);
    }

    /** The runs of others in a file. The own run, as another run has found it, is not among them. */
    private EarlierRuns merged(
            Optional<String> found,
            Optional<String> seen,
            EarlierRuns before,
            Function<String, Optional<EarlierRuns>> reader,
            RunStory story)
            throws IOException {
        if (!isChanged(found, seen)) {
            return before;
        }
        EarlierRuns all = reader.apply(found.get())
                .orElseThrow(() -> new IOException("the file is not a report of Verdigris any more"));
        int id = all.runs().isEmpty() ? 1 : all.runs().getFirst().id();
        List<WrittenRun> others = new ArrayList<>();
        for (WrittenRun run : all.runs()) {
            if (written.isEmpty() || !isOf(run.summary(), story)) {
                others.add(new WrittenRun(id++, run.summary(), run.answers(), run.section()));
            }
        }
        return new EarlierRuns(all.deployment(), all.environment(), others);
    }

    private static boolean isOf(RunSummary run, RunStory story) {
        return run.verb().equals(story.verb()) && run.begun().equals(story.begun());
    }

    /** Two runs of two deployments do not move each other's report again and again. */
    private void demandSame(EarlierRuns inPage, EarlierRuns inText) throws IOException {
        EarlierRuns now = inPage.runs().isEmpty() ? inText : inPage;
        if (written.isPresent() && isOther(now, written.get())) {
            throw new IOException("another run writes the report of " + named(now) + " to it");
        }
    }

    private EarlierRuns known() {
        return page.runs().isEmpty() ? markdown : page;
    }

    /** The id of the deployment of the report, if it has runs and one is known. */
    Optional<String> deployment() {
        return known().deployment();
    }

    private static boolean isOther(EarlierRuns known, RunStory story) {
        boolean elsewhere = !known.environment().isEmpty()
                && !story.environment().isEmpty()
                && !known.environment().equals(story.environment());
        boolean another = known.deployment().isPresent()
                && story.deployment().isPresent()
                && !known.deployment().equals(story.deployment());
        return !known.runs().isEmpty() && (elsewhere || another);
    }

    private Moved keepApart() throws IOException {
        EarlierRuns known = known();
        String kept = files.keep(joined, known.deployment().orElse(known.environment()));
        page = NOTHING;
        markdown = NOTHING;
        joined = NO_TEXTS;
        return new Moved(named(known), files.shownBeside(kept));
    }

    private static String named(EarlierRuns report) {
        String environment = report.environment().isEmpty() ? "" : "environment " + report.environment();
        return report.deployment()
                .map(id -> "deployment " + id + (environment.isEmpty() ? "" : " of " + environment))
                .orElse(environment);
    }

    /** Writes the run after the runs of others. */
    void write(RunStory story) throws IOException {
        Texts texts = new Texts(
                Optional.of(HtmlReport.of(story, page.runs())), Optional.of(MarkdownReport.of(story, markdown.runs())));
        files.write(texts);
        seen = texts;
        written = Optional.of(story);
    }
}
