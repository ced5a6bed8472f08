package dev.verdigris.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.verdigris.cli.demo.Demo;
import dev.verdigris.cli.demo.DemoOptions;
import dev.verdigris.cli.demo.DemoResult;
import dev.verdigris.cli.demo.DemoResult.Chapter;
import dev.verdigris.cli.demo.DemoStory;
import dev.verdigris.cli.output.Failure;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.Presenter;
import dev.verdigris.cli.output.Surroundings;
import dev.verdigris.cli.output.Verbosity;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.engine.progress.ProgressListener;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays a whole deployment on a sandbox. */
@Command(name = "demo", header = "Play a whole deployment on a sandbox, under clients that read all the time.")
final class DemoCommand implements Callable<Integer> {

    private static final String EXAMPLE = "examples/auction";

    @Option(names = "--keep", description = "Leave the sandbox up until Ctrl-C, and tell how to connect.")
    private boolean keep;

    @Option(
            names = "--readers",
            paramLabel = "N",
            defaultValue = "4",
            description = "Clients that read. Default: ${DEFAULT-VALUE}.")
    private int readers = 4;

    @Option(
            names = "--reads",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Least number of reads. Default: ${DEFAULT-VALUE}.")
    private long reads = 10_000;

    @Option(
            names = "--example",
            paramLabel = "DIR",
            description = "An example of your own, laid out like examples/auction, which is the default.")
    private Optional<Path> example = Optional.empty();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Surroundings surroundings;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        OutputOptions options = output.resolve(surroundings);
        DemoOptions wanted = new DemoOptions(directory(), readers, reads);
        DemoStory story = new DemoStory(options.outStyle());
        boolean text = options.format() == OutputFormat.TEXT;
        tell(text, "A deployment under " + readers + " clients that join across both schemas all the time\n");
        long start = System.nanoTime();
        try (Presenter presenter = new Presenter(surroundings, options);
                Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            Duration started = Duration.ofNanos(System.nanoTime() - start);
            tell(text, story.line(new Chapter("sandbox", "started at port " + sandbox.port(), started)));
            DemoResult result = Demo.play(
                    wanted,
                    SandboxRun.url(sandbox),
                    chapter -> tell(text, story.line(chapter)),
                    listener(presenter, options));
            if (result.outcome() != Outcome.DONE && surroundings.signals().arrived()) {
                return Presenter.failure(
                        surroundings,
                        options,
                        Failure.interrupted("demo", "the sandbox is gone, nothing is left behind"));
            }
            show(result, story, options);
            if (keep) {
                surroundings
                        .err()
                        .println("The sandbox is up until Ctrl-C:\n  export VERDIGRIS_URL=" + SandboxRun.url(sandbox)
                                + "\n  " + sandbox.psqlCommand());
                SandboxRun.untilInterrupted();
            }
            return result.outcome().exitCode();
        } catch (SandboxStartException fault) {
            return SandboxRun.failed("demo", surroundings, options, fault);
        }
    }

    /** The story tells enough; what the verbs say beside it is for {@code -X} and for programs. */
    private static ProgressListener listener(Presenter presenter, OutputOptions options) {
        boolean wanted = options.verbosity() == Verbosity.VERBOSE || options.format() == OutputFormat.NDJSON;
        return wanted ? presenter.listener() : ProgressListener.NONE;
    }

    private void tell(boolean aloud, String line) {
        if (aloud) {
            surroundings.out().println(line);
            surroundings.out().flush();
        }
    }

    private void show(DemoResult result, DemoStory story, OutputOptions options) {
        switch (options.format()) {
            case TEXT -> {
                surroundings.out().print(story.summary(result));
                surroundings.err().print(story.problems(result));
            }
            case JSON -> surroundings.out().println(DemoStory.json(result));
            case NDJSON -> surroundings.out().println(DemoStory.jsonLine(result));
        }
        surroundings.out().flush();
        surroundings.err().flush();
    }

    private Path directory() {
        Path chosen = example.map(surroundings.directory()::resolve)
                .or(() -> surroundings.home().map(home -> home.resolve(EXAMPLE)))
                .orElseGet(() -> surroundings.directory().resolve(EXAMPLE));
        if (!Files.isDirectory(chosen)) {
            throw new ParameterException(spec.commandLine(), "there is no example at " + chosen);
        }
        return chosen.normalize();
    }
}
