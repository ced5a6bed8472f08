package dev.verdigris.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.verdigris.cli.demo.DemoResult.Chapter;
import dev.verdigris.cli.demo.DemoResult.Reads;
import dev.verdigris.cli.demo.DemoResult.Swap;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.progress.ProgressListener;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;

/**
 * Plays a deployment: version 1 becomes live, clients begin to read, version 2 is staged, promoted, rolled back and
 * promoted again, and version 1 is dropped, while the clients continue to read.
 */
public final class Demo {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long READS_BETWEEN_SWAPS = 200;
    private static final AwaitRequest AWAIT = AwaitRequest.DEFAULT.withTimeout(Duration.ofMinutes(5));

    private static final Identifier OMITTED = Identifier.of("buyer_ranking");

    /** Every sink of a user, with the object that it reads. */
    private static final String SINKS = """
            SELECT sinks.name AS sink, schemas.name AS schema, read.name AS object
            FROM mz_catalog.mz_sinks AS sinks
            JOIN mz_internal.mz_object_dependencies AS edges ON edges.object_id = sinks.id
            JOIN mz_catalog.mz_objects AS read ON read.id = edges.referenced_object_id
            JOIN mz_catalog.mz_schemas AS schemas ON schemas.id = read.schema_id
            WHERE sinks.id LIKE 'u%' AND read.type IN ('materialized-view', 'table', 'source')
            ORDER BY 1
            """;

    private final Options options;
    private final Stage stage;
    private final Consumer<Chapter> narrator;
    private final ReadLog log = new ReadLog();
    private final List<Chapter> chapters = new ArrayList<>();
    private final List<Swap> swaps = new ArrayList<>();

    private Demo(Options options, Stage stage, Consumer<Chapter> narrator) {
        this.options = options;
        this.stage = stage;
        this.narrator = narrator;
    }

    /**
     * The options of a demonstration.
     *
     * @param example the directory of {@code setup.sql}, {@code sink.sql}, {@code reader.sql}, {@code verdigris.yml}
     *     and the projects {@code v1} and {@code v2}
     * @param readers the number of clients that read, at least 1
     * @param reads the minimum number of reads, at least 1
     */
    public record Options(Path example, int readers, long reads) {}

    /**
     * Plays on an empty server.
     *
     * @param url the server, with the role that owns everything
     * @param narrator receives each chapter at its end
     * @param listener receives the progress of the verbs
     * @return the result, which contains mistakes in the example and refusals
     */
    public static DemoResult play(Options options, String url, Consumer<Chapter> narrator, ProgressListener listener) {
        try {
            Stage stage = new Stage(options.example(), Stage.settings(options.example(), url), listener);
            return new Demo(options, stage, narrator).play();
        } catch (StoppedException fault) {
            return new DemoResult(List.of(), List.of(), new ReadLog().reads(), Duration.ZERO, fault.problems());
        }
    }

    private DemoResult play() {
        long start = System.nanoTime();
        List<Problem> problems = playAll();
        return new DemoResult(chapters, swaps, log.reads(), Duration.ofNanos(System.nanoTime() - start), problems);
    }

    /** Plays until the first problem. */
    private List<Problem> playAll() {
        try {
            prepare();
            Readers readers = stage.readers(options.readers(), log);
            try (readers) {
                perform();
            }
            return faults(log.reads());
        } catch (StoppedException stopped) {
            return stopped.problems();
        } catch (SqlFailure refused) {
            return List.of(new Problem(
                    ProblemCode.SERVER_REFUSED,
                    refused.describe(),
                    refused.statement(),
                    Fix.advice("follow the server's message, then run the demo again")));
        }
    }

    private void prepare() {
        chapter(
                "setup",
                () -> Count.of(stage.script("setup.sql"), "statement") + ": a source, its tables, clusters, roles");
        chapter("version 1", () -> {
            Report report = stage.run(engine -> engine.deploy(DeployRequest.DEFAULT
                    .withBuild(build("v1"))
                    .withAwaiting(AWAIT)
                    .withCheck(check("v1"))));
            stage.run(engine -> engine.drop(DropRequest.PREVIOUS));
            return "live: " + pairs() + took(report);
        });
        chapter("sink", () -> {
            stage.script("sink.sql");
            return sinksReadLive();
        });
    }

    private void perform() {
        read(READS_BETWEEN_SWAPS);
        chapter("version 2", () -> {
            Report init = stage.run(engine -> engine.init(InitRequest.DEFAULT));
            Report build = stage.run(engine -> engine.build(build("v2")));
            Report await = stage.run(engine -> engine.await(AWAIT));
            Report check = stage.run(engine -> engine.check(check("v2")));
            return "staged" + took(init, build, await, check);
        });
        read(READS_BETWEEN_SWAPS);
        Consents omission = omission();
        PromoteRequest promote = PromoteRequest.DEFAULT.withAwaiting(AWAIT).withAccept(omission);
        chapter("promote", () -> swapped("promoted", stage.run(engine -> engine.promote(promote))));
        read(READS_BETWEEN_SWAPS);
        chapter(
                "rollback",
                () -> swapped("rolled back", stage.run(engine -> engine.rollback(RollbackRequest.DEFAULT))));
        read(READS_BETWEEN_SWAPS);
        PromoteRequest again =
                promote.withAccept(Consents.to(ProblemCode.ROLLED_BACK_FILES, "the demo shows the way back"));
        chapter("promote again", () -> swapped("promoted", stage.run(engine -> engine.promote(again))));
        read(Math.max(READS_BETWEEN_SWAPS, options.reads() - log.count()));
        chapter("cleanup", () -> {
            Report report = stage.run(engine -> engine.drop(DropRequest.PREVIOUS));
            return Count.of(report.steps().size(), "step") + ": version 1 is dropped";
        });
        read(READS_BETWEEN_SWAPS);
    }

    /** Version 2 omits a model on purpose, so its promotion accepts that. */
    private Consents omission() {
        SchemaName marts = stage.environment().schemas().getLast();
        return Consents.to(
                ProblemCode.INCOMPLETE, Subject.of(new ObjectName(marts, OMITTED)), "version 2 has no such model");
    }

    private void read(long more) {
        log.await(log.count() + more, PATIENCE);
    }

    private BuildRequest build(String version) {
        return BuildRequest.of(options.example().resolve(version).resolve("models"));
    }

    private CheckRequest check(String version) {
        return CheckRequest.of(options.example().resolve(version).resolve("checks"));
    }

    private String swapped(String word, Report report) {
        Duration swap = steps(report, Step.Swap.class).orElse(Duration.ZERO);
        Optional<Duration> sinks = steps(report, Step.RepointSink.class);
        swaps.add(new Swap(report.verb(), micros(swap), sinks.map(Demo::micros)));
        return word + ": swap " + DurationText.of(swap) + ", " + sinksReadLive()
                + sinks.map(length -> " (" + DurationText.of(length) + ")").orElse("");
    }

    private static long micros(Duration length) {
        return length.toNanos() / 1_000;
    }

    private static Optional<Duration> steps(Report report, Class<? extends Step> type) {
        return report.steps().stream()
                .filter(step -> step.isOf(type))
                .flatMap(step -> step.took().stream())
                .reduce(Duration::plus);
    }

    private void chapter(String name, Supplier<String> work) {
        long begin = System.nanoTime();
        String story = work.get();
        Chapter chapter = new Chapter(name, story, Duration.ofNanos(System.nanoTime() - begin));
        chapters.add(chapter);
        narrator.accept(chapter);
    }

    /**
     * The objects that the sinks read, according to the catalog. A sink that reads a staged schema ends the
     * demonstration.
     */
    private String sinksReadLive() {
        List<String> sinks = new ArrayList<>();
        try (SqlSession session = stage.open()) {
            for (Rows.Row row : session.query(SINKS).rows()) {
                String schema = row.text("schema");
                String sink = "sink " + row.text("sink") + " reads " + schema + "." + row.text("object");
                if (schema.endsWith(stage.environment().suffix())) {
                    Fix fix = Fix.advice("run the demo again");
                    throw new StoppedException(new Problem(ProblemCode.SINK_PENDING, sink, row.text("sink"), fix));
                }
                sinks.add(sink);
            }
        }
        return sinks.isEmpty() ? "no sinks" : String.join(", ", sinks);
    }

    private String pairs() {
        Environment environment = stage.environment();
        return Count.of(environment.schemas().size(), "schema") + " on "
                + Count.of(environment.clusters().size(), "cluster");
    }

    /** The times of the parts of one verb, or of several verbs. */
    private static String took(Report... reports) {
        List<String> parts = new ArrayList<>();
        for (Report report : reports) {
            for (Report.Timing timing : report.timings()) {
                boolean whole = timing.part().equals("total");
                if (!whole || report.timings().size() == 1) {
                    String name = whole ? report.verb().word() : timing.part();
                    parts.add(name + " " + DurationText.of(timing.took()));
                }
            }
        }
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    private static List<Problem> faults(Reads reads) {
        return reads.firstFault().stream()
                .map(first -> new Problem(
                        ProblemCode.INTERNAL,
                        Count.of(reads.failed(), "failed read") + ", " + Count.of(reads.mixed(), "mixed read") + ": "
                                + first,
                        "",
                        Fix.advice("report it with the output of this demo")))
                .toList();
    }
}
