package dev.verdigris.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.verdigris.cli.demo.DemoResult.Chapter;
import dev.verdigris.cli.demo.DemoResult.Swap;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.progress.CancelledException;
import dev.verdigris.engine.progress.ProgressListener;

/**
 * Plays a deployment: version 1 goes live, clients begin to read, version 2 is built beside it, promoted, rolled back,
 * promoted again, and the old one is cleaned up, while the clients read on.
 */
public final class Demo {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long READS_BETWEEN_SWAPS = 200;

    /** The query for what each sink reads, with the schema of that object. */
    private static final String SINKS = "sinks.sql";

    private final DemoOptions options;
    private final Consumer<Chapter> narrator;
    private final Stage stage;
    private final List<Chapter> chapters = new ArrayList<>();
    private final List<Swap> swaps = new ArrayList<>();
    private final long start = System.nanoTime();

    private Demo(DemoOptions options, Stage stage, Consumer<Chapter> narrator) {
        this.options = options;
        this.stage = stage;
        this.narrator = narrator;
    }

    /**
     * Plays on an empty server.
     *
     * @param url the server, for the role that owns everything
     * @param narrator is told each chapter when it is over
     * @param listener is told what the verbs do
     * @return what came of it; mistakes in the example and refusals are in there
     */
    public static DemoResult play(
            DemoOptions options, String url, Consumer<Chapter> narrator, ProgressListener listener) {
        try {
            Stage stage = Stage.of(options.example(), url, listener);
            return new Demo(options, stage, narrator).play();
        } catch (DemoStopped stopped) {
            return new DemoResult(
                    List.of(), List.of(), ReadTally.nothing(), Duration.ZERO, stopped.outcome(), stopped.problems());
        }
    }

    private DemoResult play() {
        try {
            chapter("setup", () -> stage.script("setup.sql") + " statements: a source, its tables, clusters, roles");
            chapter("version 1", () -> {
                Report report = stage.deploy("v1");
                stage.cleanup();
                return "live: " + pairs() + took(report);
            });
            chapter("sink", () -> {
                stage.script("sink.sql");
                return sinksReadLive();
            });
        } catch (DemoStopped stopped) {
            return result(ReadTally.nothing(), stopped.outcome(), stopped.problems());
        } catch (SqlFailure refused) {
            return result(ReadTally.nothing(), Outcome.REFUSED, List.of(refusal(refused)));
        }
        List<Identifier> clusters = stage.settings().environment().clusters();
        Optional<String> cluster = clusters.isEmpty()
                ? Optional.empty()
                : Optional.of(clusters.getLast().value());
        Readers readers = Readers.start(options.readers(), stage.readerConnection(), cluster, stage.file("reader.sql"));
        try (readers) {
            perform(readers.log());
        } catch (DemoStopped stopped) {
            readers.close();
            return result(readers.log().tally(), stopped.outcome(), stopped.problems());
        } catch (SqlFailure refused) {
            readers.close();
            return result(readers.log().tally(), Outcome.REFUSED, List.of(refusal(refused)));
        }
        return conclude(readers.log().tally());
    }

    private void perform(ReadLog log) {
        read(log, READS_BETWEEN_SWAPS);
        chapter("version 2", () -> {
            List<Report> reports = List.of(stage.init(), stage.build("v2"), stage.await(), stage.check("v2"));
            return "staged beside it" + took(reports.toArray(Report[]::new));
        });
        read(log, READS_BETWEEN_SWAPS);
        chapter("promote", () -> swapped("promoted", stage.promote()));
        read(log, READS_BETWEEN_SWAPS);
        chapter("rollback", () -> swapped("rolled back", stage.rollback()));
        read(log, READS_BETWEEN_SWAPS);
        chapter("promote again", () -> swapped("promoted", stage.promote()));
        read(log, Math.max(READS_BETWEEN_SWAPS, options.reads() - log.reads()));
        chapter("cleanup", () -> {
            Report report = stage.cleanup();
            return report.steps().size() + " steps: version 1 is gone";
        });
        read(log, READS_BETWEEN_SWAPS);
    }

    /** Waits for so many more reads, for as long as there are any: a slow machine is no reason to give up. */
    private static void read(ReadLog log, long more) {
        try {
            long seen = log.reads();
            long wanted = seen + more;
            while (!log.await(wanted, PATIENCE)) {
                long now = log.reads();
                if (now == seen) {
                    throw stuck(now, wanted);
                }
                seen = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("the demo was interrupted", e);
        }
    }

    private static DemoStopped stuck(long reads, long wanted) {
        return new DemoStopped(
                "readers are stuck",
                Outcome.REFUSED,
                List.of(new Problem(
                        ProblemCode.SERVER_REFUSED,
                        "the readers got no answer within a minute, after " + reads + " of " + wanted + " reads",
                        "",
                        Fix.advice("look at what holds the server up"))));
    }

    private void chapter(String name, Supplier<String> work) {
        long begin = System.nanoTime();
        String story = work.get();
        Chapter chapter = new Chapter(name, story, Duration.ofNanos(System.nanoTime() - begin));
        chapters.add(chapter);
        narrator.accept(chapter);
    }

    private String swapped(String word, Report report) {
        Duration swap = steps(report, "swap").orElse(Duration.ZERO);
        Optional<Duration> sinks = steps(report, "repoint-sink");
        swaps.add(new Swap(report.verb().word(), swap, sinks));
        return word + ": swap " + DurationText.of(swap) + ", " + sinksReadLive()
                + sinks.map(length -> " (" + DurationText.of(length) + ")").orElse("");
    }

    private static Optional<Duration> steps(Report report, String kind) {
        return report.steps().stream()
                .filter(step -> step.kind().equals(kind))
                .flatMap(step -> step.took().stream())
                .reduce(Duration::plus);
    }

    /** Asks the catalog, not the report, what the sinks read; a sink that reads a suffixed schema ends the play. */
    private String sinksReadLive() {
        String suffix = stage.settings().environment().suffix();
        List<String> sinks = new ArrayList<>();
        try (SqlSession session = stage.open()) {
            for (Rows.Row row : session.query(sinksQuery()).rows()) {
                String reads = row.text("schema") + "." + row.text("object");
                if (row.text("schema").endsWith(suffix)) {
                    throw new DemoStopped(
                            "a sink still reads the side that is not live",
                            Outcome.FOLLOW_UP,
                            List.of(new Problem(
                                    ProblemCode.SINK_PENDING,
                                    "sink " + row.text("sink") + " reads " + reads,
                                    row.text("sink"),
                                    Fix.advice("run the demo again"))));
                }
                sinks.add("sink " + row.text("sink") + " reads " + reads);
            }
        }
        return sinks.isEmpty() ? "no sinks" : String.join(", ", sinks);
    }

    private static String sinksQuery() {
        try (InputStream query = Demo.class.getResourceAsStream(SINKS)) {
            if (query == null) {
                throw new IllegalStateException("the build lacks " + SINKS);
            }
            return new String(query.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(SINKS, e);
        }
    }

    private String pairs() {
        int schemas = stage.settings().environment().schemas().size();
        int clusters = stage.settings().environment().clusters().size();
        return schemas + " schemas on " + clusters + " clusters";
    }

    /** The phases of one verb, or the verbs of several. */
    private static String took(Report... reports) {
        List<String> parts = new ArrayList<>();
        for (Report report : reports) {
            for (Report.Timing timing : report.timings()) {
                boolean whole = timing.phase().equals("total");
                if (!whole || report.timings().size() == 1) {
                    String name = whole ? report.verb().word() : timing.phase();
                    parts.add(name + " " + DurationText.of(timing.took()));
                }
            }
        }
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    private DemoResult conclude(ReadTally tally) {
        if (tally.isClean()) {
            return result(tally, Outcome.DONE, List.of());
        }
        return result(
                tally,
                Outcome.INTERNAL,
                List.of(new Problem(
                        ProblemCode.INTERNAL,
                        tally.failed() + " reads failed and " + tally.mixed() + " were mixed: "
                                + tally.firstFault().orElse("no word of the first one"),
                        "",
                        Fix.advice("report it with the output of this demo"))));
    }

    private static Problem refusal(SqlFailure refused) {
        return new Problem(
                ProblemCode.SERVER_REFUSED,
                refused.describe(),
                refused.statement(),
                Fix.advice("follow the server's message, then run the demo again"));
    }

    private DemoResult result(ReadTally tally, Outcome outcome, List<Problem> problems) {
        return new DemoResult(chapters, swaps, tally, Duration.ofNanos(System.nanoTime() - start), outcome, problems);
    }
}
