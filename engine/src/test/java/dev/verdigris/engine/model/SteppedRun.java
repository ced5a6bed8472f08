package dev.verdigris.engine.model;

import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.verdigris.core.report.Report;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.Observed;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.fixture.Killed;
import dev.verdigris.engine.internal.execution.StepObserver;

/** A real run in a thread of its own that stops before each step until it may go on. Only one thread goes at a time. */
final class SteppedRun implements StepObserver {

    private static final int LIMIT_SECONDS = 300;

    /** Where a run is: before a step, or at its end. */
    sealed interface Place {

        /** Before a step. */
        record Before(Step step) implements Place {}

        /** After the end; empty if the run was killed. */
        record Ended(Optional<Report> report) implements Place {}

        /** After an error that no verb may throw. */
        record Broken(RuntimeException error) implements Place {}
    }

    private final SynchronousQueue<Place> arrivals = new SynchronousQueue<>();
    private final SynchronousQueue<Boolean> permits = new SynchronousQueue<>();
    private Place place;
    private volatile boolean began;

    /** Starts a run, which reads and plans, and stops before its first step. */
    SteppedRun(Verdigris.Builder builder, Function<Verdigris, Report> verb) {
        Thread.ofPlatform().daemon().start(() -> run(builder, verb));
        place = arrival();
    }

    private void run(Verdigris.Builder builder, Function<Verdigris, Report> verb) {
        Place end;
        try (Verdigris verdigris = Observed.by(builder, this)) {
            end = new Place.Ended(Optional.of(verb.apply(verdigris)));
        } catch (Killed killed) {
            end = new Place.Ended(Optional.empty());
        } catch (RuntimeException error) {
            end = new Place.Broken(error);
        }
        arrive(end);
    }

    /** Where it is now. */
    Place place() {
        return place;
    }

    /** Lets it perform the step that it is before, and go to the next one or to its end. */
    void step() {
        permit(true);
        place = arrival();
    }

    /** Ends it before the step, as a killed process ends. */
    void kill() {
        permit(false);
        place = arrival();
    }

    @Override
    public void begins() {
        began = true;
    }

    /** Whether a plan has begun since the last question. */
    boolean hasBegunAPlan() {
        boolean answer = began;
        began = false;
        return answer;
    }

    @Override
    public void before(Step step) {
        arrive(new Place.Before(step));
        if (!permitted()) {
            throw new Killed();
        }
    }

    @Override
    public void after(Step step) {}

    private void arrive(Place at) {
        try {
            if (!arrivals.offer(at, LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody waits for a run at " + at);
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private Place arrival() {
        return taken(arrivals, "the run does not go on");
    }

    private boolean permitted() {
        return taken(permits, "the run was forgotten");
    }

    private void permit(boolean value) {
        try {
            if (!permits.offer(value, LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the run does not wait");
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static <T> T taken(SynchronousQueue<T> queue, String otherwise) {
        try {
            return Optional.ofNullable(queue.poll(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .orElseThrow(() -> new IllegalStateException(otherwise));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
