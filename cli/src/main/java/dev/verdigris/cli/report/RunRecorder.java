package dev.verdigris.cli.report;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.report.story.EarlierRuns;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;

/**
 * Writes the report of a release while a run goes on: at its begin, when something has happened, and at its end. A
 * report that cannot be written changes nothing of the run; {@link #end} says why. What the files hold already is not
 * lost: if it cannot be read, or not be kept apart, nothing is written.
 *
 * <p>The run joins the report that the files hold, unless that is of another deployment or environment. As long as the
 * deployment of the run is not known, it is taken for the one of the files.
 */
final class RunRecorder implements AutoCloseable {

    private static final Duration PACE = Duration.ofSeconds(2);

    /** The longest time between two signs of life. */
    private static final Duration PULSE = Duration.ofSeconds(10);

    private static final EarlierRuns NOTHING = new EarlierRuns(Optional.empty(), "", List.of());

    private final ReportFiles files;
    private final InstantSource clock;
    private final Object disk = new Object();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("report").factory());
    private RunStory story;
    private ReportFiles.Texts texts = new ReportFiles.Texts(Optional.empty(), Optional.empty());
    private EarlierRuns page = NOTHING;
    private EarlierRuns markdown = NOTHING;
    private Optional<DeploymentId> own = Optional.empty();
    private Optional<String> moved = Optional.empty();
    private Optional<String> blocked = Optional.empty();
    private volatile Optional<String> unwritten = Optional.empty();
    private Instant written = Instant.EPOCH;
    private boolean changed;

    private RunRecorder(ReportFiles files, Verb verb, InstantSource clock) {
        this.files = files;
        this.clock = clock;
        Instant now = clock.instant();
        this.story = new RunStory(
                verb.word(),
                "",
                Optional.empty(),
                now,
                now,
                false,
                RunStory.Origin.UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** Begins the story of a run, in files that {@link ReportFiles#obstacle} has not refused. Writes nothing yet. */
    static RunRecorder begin(ReportFiles files, Verb verb) {
        return begin(files, verb, InstantSource.system());
    }

    static RunRecorder begin(ReportFiles files, Verb verb, InstantSource clock) {
        RunRecorder recorder = new RunRecorder(files, verb, clock);
        recorder.blocked = failure(recorder::join);
        return recorder;
    }

    /** The files. */
    ReportFiles files() {
        return files;
    }

    /** Says whose run it is, writes it for the first time, and goes on writing until the end. */
    void of(Settings settings, Verb verb) {
        named(settings, verb);
        write();
        long pace = PACE.toMillis();
        writer.scheduleWithFixedDelay(this::tick, pace, pace, TimeUnit.MILLISECONDS);
    }

    private synchronized void named(Settings settings, Verb verb) {
        own = own(settings.deployer(), verb);
        story = named(
                settings.environment().name().value(),
                own.map(DeploymentId::value).or(story::deployment),
                new RunStory.Origin(
                        Optional.of(settings.connection().user()),
                        settings.deployer().provenance().commit(),
                        settings.deployer().provenance().tag(),
                        settings.deployer().provenance().run()));
        blocked = blocked.or(() -> failure(this::leaveOther));
    }

    /** The id that the run certainly has. What anybody may run, or another pipeline, is about what is in force. */
    private static Optional<DeploymentId> own(Deployer deployer, Verb verb) {
        return switch (verb) {
            case INIT, BUILD, EXEC, GRANTS, AWAIT, CHECK, PROMOTE, DEPLOY, ABORT, PLAN -> deployer.anyId();
            case ROLLBACK, CLEANUP -> deployer.id();
            case STATUS, HISTORY, DIFF, REPORT -> Optional.empty();
        };
    }

    /** A listener that also continues the story. */
    ProgressListener around(ProgressListener listener) {
        return event -> {
            happened(event);
            listener.on(event);
        };
    }

    private synchronized void happened(ProgressEvent event) {
        failure(() -> story = StoryEvents.after(story, event, clock.instant()));
        changed = true;
    }

    /**
     * Writes the end of the run.
     *
     * @return why the report is not written, if it is not
     */
    Optional<Problem> end(ReportView view) {
        writer.shutdown();
        ended(view);
        write();
        return unwritten.map(reason -> ReportFiles.unwritable(files.shownAs(), reason));
    }

    private synchronized void ended(ReportView view) {
        Optional<String> inForce = view.deployment().map(ReportView.Deployment::id);
        RunStory named = named(
                story.environment(),
                own.map(DeploymentId::value).or(() -> inForce).or(story::deployment),
                story.origin());
        story = new RunStory(
                named.verb(),
                named.environment(),
                named.deployment(),
                named.begun(),
                clock.instant(),
                true,
                named.origin(),
                named.parts(),
                named.readings(),
                named.steps(),
                named.remarks(),
                Optional.of(view));
        blocked = blocked.or(() -> failure(this::leaveOther));
    }

    /** Where the report of another deployment is now that the files held; empty if they did not. */
    synchronized Optional<String> moved() {
        return moved;
    }

    private RunStory named(String environment, Optional<String> deployment, RunStory.Origin origin) {
        return new RunStory(
                story.verb(),
                environment,
                deployment,
                story.begun(),
                story.asOf(),
                story.ended(),
                origin,
                story.parts(),
                story.readings(),
                story.steps(),
                story.remarks(),
                story.report());
    }

    /** Reads what the files hold. */
    private void join() throws IOException {
        texts = files.read();
        page = texts.page().flatMap(HtmlReport::read).orElse(NOTHING);
        markdown = texts.markdown().flatMap(MarkdownReport::read).orElse(NOTHING);
        story = named(story.environment(), known().deployment(), story.origin());
    }

    private EarlierRuns known() {
        return page.runs().isEmpty() ? markdown : page;
    }

    /** Keeps the report of another deployment apart, and begins a new one. */
    private void leaveOther() throws IOException {
        EarlierRuns known = known();
        if (known.runs().isEmpty() || !isOther(known)) {
            return;
        }
        String kept = files.keep(texts, known.deployment().orElse(known.environment()));
        moved = Optional.of(kept);
        page = NOTHING;
        markdown = NOTHING;
        story = StoryEvents.remarked(
                story,
                clock.instant(),
                "The file held the report of "
                        + known.deployment()
                                .map(id -> "deployment " + id)
                                .orElse("environment " + known.environment())
                        + ", which is now in " + kept + ".");
    }

    private boolean isOther(EarlierRuns known) {
        boolean elsewhere = !known.environment().isEmpty()
                && !story.environment().isEmpty()
                && !known.environment().equals(story.environment());
        boolean another = known.deployment().isPresent()
                && story.deployment().isPresent()
                && !known.deployment().equals(story.deployment());
        return elsewhere || another;
    }

    private void tick() {
        if (isDue(clock.instant())) {
            write();
        }
    }

    private synchronized boolean isDue(Instant now) {
        boolean due = !story.ended() && (changed || !now.isBefore(written.plus(PULSE)));
        story = due ? StoryEvents.at(story, now) : story;
        return due;
    }

    /** Writes the present story. An event waits for no disk, so it is not written under the lock of the events. */
    private void write() {
        synchronized (disk) {
            Pages pages = pages();
            unwritten = pages.blocked()
                    .or(() -> failure(() -> files.write(
                            HtmlReport.of(pages.story(), pages.page().runs()),
                            MarkdownReport.of(pages.story(), pages.markdown().runs()))));
        }
    }

    private record Pages(RunStory story, EarlierRuns page, EarlierRuns markdown, Optional<String> blocked) {}

    private synchronized Pages pages() {
        changed = false;
        written = clock.instant();
        return new Pages(story, page, markdown, blocked);
    }

    /** What may fail. */
    private interface Attempt {
        void run() throws IOException;
    }

    /** Why an attempt failed, if it did. The run must not end because of an error in its report. */
    private static Optional<String> failure(Attempt attempt) {
        try {
            attempt.run();
            return Optional.empty();
        } catch (IOException | RuntimeException failed) {
            return Optional.of(failed.toString());
        }
    }

    /** Ends the writing. The files stay as they are. */
    @Override
    public void close() {
        writer.shutdown();
    }
}
