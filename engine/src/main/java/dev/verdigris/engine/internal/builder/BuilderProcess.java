package dev.verdigris.engine.internal.builder;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.progress.CancelledException;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.ExecRequest;

/**
 * Runs the builder of another tool to its end. It has the streams of this process, so that a terminal is one for it
 * too.
 *
 * <p>If this run is cancelled or its time is over, the builder and the processes that it has begun are ended. A
 * terminal sends Ctrl-C to the builder as well, so it first has a moment to end by itself. Then it is asked to end, and
 * after a while it is killed.
 */
public final class BuilderProcess {

    /** How often a cancelled run is noticed. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private static final Duration BY_ITSELF = Duration.ofSeconds(1);

    private static final Duration ASKED = Duration.ofSeconds(5);

    private final Context context;
    private final ExecRequest request;

    /** Prepares. */
    public BuilderProcess(Context context, ExecRequest request) {
        this.context = context;
        this.request = request;
    }

    /** How a builder ended. */
    public sealed interface Ending {

        /**
         * It ended by itself.
         *
         * @param exitCode its exit code
         * @param took the time from its start
         */
        record Exited(int exitCode, Duration took) implements Ending {}

        /** The time of the verb was over, and it was ended. */
        record TimeOver() implements Ending {}

        /**
         * It could not be started.
         *
         * @param why the words of the system
         */
        record NotStarted(String why) implements Ending {}
    }

    /**
     * Runs it.
     *
     * @param deployment the id of the deployment; empty if no record has it
     * @throws CancelledException if the verb is cancelled or its thread is interrupted; the builder has ended then
     */
    public Ending run(Optional<DeploymentId> deployment) {
        Instant start = context.clock().instant();
        String program = Program.name(request);
        context.listener().on(new ProgressEvent.BuilderStarted(program));
        Process process;
        try {
            process = start(Names.of(context.environment(), deployment));
        } catch (IOException failed) {
            return new Ending.NotStarted(String.valueOf(failed.getMessage()));
        }
        Thread copying = Thread.ofVirtual().start(() -> request.output().ifPresent(to -> copy(process, to)));
        try {
            if (!waitFor(process)) {
                end(process);
                return new Ending.TimeOver();
            }
            copying.join();
            Duration took = context.since(start);
            context.listener().on(new ProgressEvent.BuilderEnded(program, process.exitValue(), took));
            return new Ending.Exited(process.exitValue(), took);
        } catch (InterruptedException interrupted) {
            end(process);
            Thread.currentThread().interrupt();
            throw new CancelledException("the thread was interrupted", interrupted);
        } catch (CancelledException cancelled) {
            end(process);
            throw cancelled;
        }
    }

    private Process start(Map<String, String> names) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Program.words(request))
                .directory(request.directory().toAbsolutePath().toFile())
                .redirectInput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .redirectOutput(request.output().isPresent() ? Redirect.PIPE : Redirect.INHERIT);
        Map<String, String> wanted = new HashMap<>(request.variables());
        wanted.putAll(names);
        become(wanted, builder.environment());
        return builder.start();
    }

    /**
     * Makes an inherited environment the wanted one. What is the same stays untouched, because bytes that this locale
     * does not know are lost in a text.
     */
    static void become(Map<String, String> wanted, Map<String, String> inherited) {
        inherited.keySet().retainAll(wanted.keySet());
        wanted.forEach((name, value) -> {
            if (!value.equals(inherited.get(name))) {
                inherited.put(name, value);
            }
        });
    }

    /** Returns whether it has ended before the time of the verb was over. */
    private boolean waitFor(Process process) throws InterruptedException {
        Heartbeat heartbeat = new Heartbeat(context);
        while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (context.isOver()) {
                return false;
            }
            context.pause().of(Duration.ZERO);
            heartbeat.beat();
        }
        return true;
    }

    /**
     * Ends it with all processes that it has begun, also those that they begin at their end. None of them outlives a
     * second interrupt.
     */
    private static void end(Process process) {
        Set<ProcessHandle> all = new LinkedHashSet<>(Set.of(process.toHandle()));
        if (left(all, BY_ITSELF)) {
            all.forEach(ProcessHandle::destroy);
            if (left(all, ASKED)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        }
    }

    /** Whether one of them still runs after a time. What they have begun meanwhile is added to them. */
    private static boolean left(Set<ProcessHandle> all, Duration limit) {
        boolean interrupted = Thread.interrupted();
        long tries = limit.dividedBy(LOOK);
        boolean left = isLeft(all);
        for (int look = 0; look < tries && left; look++) {
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException again) {
                interrupted = true;
            }
            left = isLeft(all);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return left;
    }

    private static boolean isLeft(Set<ProcessHandle> all) {
        all.addAll(all.stream().flatMap(ProcessHandle::descendants).toList());
        return all.stream().anyMatch(ProcessHandle::isAlive);
    }

    private static void copy(Process process, OutputStream to) {
        try (InputStream from = process.getInputStream()) {
            from.transferTo(to);
            to.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
