package dev.verdigris.cli.report;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.report.JoinedReport.Moved;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;

/**
 * Writes the report of a release while a run goes on: at its start, when something has happened, and at its end. A
 * report that cannot be written changes nothing of the run; {@link #end} says why. What the files hold already is not
 * lost: if it cannot be read, or not be kept apart, nothing is written.
 *
 * <p>The run joins the report that the files hold, unless that is of another deployment or environment. As long as the
 * deployment of the run is not known, it is taken for the one of the files.
 *
 * <p>One thread reads and writes the files. No event waits for it, and the start and the end wait only for a limited
 * time, because a disk may hang.
 */
final class RunRecorder implements AutoCloseable {

    private static final Duration PACE = Duration.ofSeconds(2);

    /** The longest time between two signs of life. */
    private static final Duration PULSE = Duration.ofSeconds(10);

    /** How long the start and the end of the run wait for the disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReportFiles files;
    private final InstantSource clock;
    private final Duration patience;
    private final JoinedReport report;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("report").factory());
    private RunStory story;
    private Optional<DeploymentId> own = Optional.empty();
    private volatile Optional<Moved> moved = Optional.empty();
    private volatile Optional<String> unwritten = Optional.empty();
    private Instant written = Instant.EPOCH;
    private boolean changed;

    private RunRecorder(ReportFiles files, Verb verb, InstantSource clock, Duration patience) {
        this.files = files;
        this.clock = clock;
        this.patience = patience;
        this.report = new JoinedReport(files);
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
        return begin(files, verb, InstantSource.system(), PATIENCE);
    }

    /** The same with another clock, and another time to wait for the disk. */
    static RunRecorder begin(ReportFiles files, Verb verb, InstantSource clock, Duration patience) {
        return new RunRecorder(files, verb, clock, patience);
    }

    /** The files. */
    ReportFiles files() {
        return files;
    }

    /** Says whose run it is, writes it for the first time, and goes on writing until the end. */
    void of(Settings settings, Verb verb) {
        named(settings, verb);
        writeNow();
        long pace = PACE.toMillis();
        writer.scheduleWithFixedDelay(this::tick, pace, pace, TimeUnit.MILLISECONDS);
    }

    private synchronized void named(Settings settings, Verb verb) {
        own = own(settings.deployer(), verb);
        story = named(
                settings.environment().name().value(),
                own.map(DeploymentId::value),
                new RunStory.Origin(
                        Optional.of(settings.connection().user()),
                        settings.deployer().provenance().commit(),
                        settings.deployer().provenance().tag(),
                        settings.deployer().provenance().run()));
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
        ended(view);
        Optional<String> late = writeNow();
        writer.shutdown();
        return late.or(() -> unwritten).map(reason -> ReportObstacle.unwritten(files, reason));
    }

    private synchronized void ended(ReportView view) {
        Optional<String> inForce = view.deployment().map(ReportView.Deployment::id);
        RunStory named = named(story.environment(), own.map(DeploymentId::value).or(() -> inForce), story.origin());
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
    }

    /** The report of another deployment that the files held, and where it is now; empty if they did not. */
    Optional<Moved> moved() {
        return moved;
    }

    private RunStory named(String environment, Optional<String> deployment, RunStory.Origin origin) {
        return named(story, environment, deployment, origin);
    }

    private static RunStory named(
            RunStory story, String environment, Optional<String> deployment, RunStory.Origin origin) {
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

    /**
     * Lets the writer write, and waits for it.
     *
     * @return why it is not known whether that succeeded, if it is not
     */
    private Optional<String> writeNow() {
        boolean interrupted = Thread.interrupted();
        try {
            Future<?> writing = writer.submit(this::write);
            long deadline = System.nanoTime() + patience.toNanos();
            while (true) {
                try {
                    writing.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return Optional.empty();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException hangs) {
            return Optional.of("its disk did not answer within " + DurationText.of(patience));
        } catch (ExecutionException | RuntimeException failed) {
            return Optional.of(failed.toString());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes the present story, on the thread of the writer. */
    private void write() {
        unwritten = failure(() -> {
            Instant at = clock.instant();
            report.join(present(at)).ifPresent(this::remark);
            RunStory now = present(at);
            report.write(
                    now.deployment().isPresent()
                            ? now
                            : named(now, now.environment(), report.deployment(), now.origin()));
        });
    }

    private synchronized RunStory present(Instant at) {
        changed = false;
        written = at;
        return story;
    }

    private synchronized void remark(Moved apart) {
        moved = Optional.of(apart);
        story = StoryEvents.remarked(
                story,
                clock.instant(),
                "The file held the report of " + apart.of() + ", which is now in " + apart.page() + ".");
    }

    /** What may fail. */
    interface Attempt {
        void run() throws IOException;
    }

    /** Why an attempt failed, if it did. The run must not end because of an error in its report, not even this one. */
    static Optional<String> failure(Attempt attempt) {
        try {
            attempt.run();
            return Optional.empty();
        } catch (IOException | RuntimeException | Error failed) {
            return Optional.of(failed.toString());
        }
    }

    /** Ends the writing. The files stay as they are. */
    @Override
    public void close() {
        writer.shutdown();
    }
}
