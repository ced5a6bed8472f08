package dev.verdigris.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.verdigris.cli.demo.Demo;
import dev.verdigris.cli.demo.DemoResult;
import dev.verdigris.cli.demo.DemoResult.Chapter;
import dev.verdigris.cli.demo.DemoStory;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.Presenter;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.ReportView;
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

/** Runs a whole deployment on a sandbox. */
@Command(name = "demo", header = "Run a whole deployment on a sandbox while clients read.")
final class DemoCommand implements Callable<Integer> {

    private static final String EXAMPLE = "examples/auction";

    @Option(names = "--keep", description = "Keep the sandbox running until Ctrl-C, and show how to connect.")
    private boolean keep;

    @Option(
            names = "--readers",
            paramLabel = "N",
            defaultValue = "4",
            description = "Number of clients that read. Default: ${DEFAULT-VALUE}.")
    private int readers = 4;

    @Option(
            names = "--reads",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Minimum number of reads. Default: ${DEFAULT-VALUE}.")
    private long reads = 10_000;

    @Option(
            names = "--cost-unit",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "Delay each statement as a real server would, if its cheapest query takes this long (about"
                    + " 18ms). Default: ${DEFAULT-VALUE}, no delay.")
    private Duration costUnit = Duration.ZERO;

    @Option(
            names = "--example",
            paramLabel = "DIR",
            description = "Directory of an example like examples/auction, which is the default.")
    private Optional<Path> example = Optional.empty();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final ProcessContext context;

    DemoCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (readers < 1 || reads < 1) {
            throw new ParameterException(spec.commandLine(), "--readers and --reads must be at least 1");
        }
        OutputOptions options = output.resolve(context);
        Demo.Options wanted = new Demo.Options(directory(), readers, reads);
        DemoStory story = new DemoStory(options.outStyle());
        boolean text = options.format() == OutputFormat.TEXT;
        print(text, "A deployment while " + readers + " clients read across both schemas\n");
        long start = System.nanoTime();
        try (Presenter presenter = new Presenter(context, options);
                Sandbox sandbox = Sandbox.start(SandboxConfig.defaults().withCostUnit(costUnit))) {
            Duration started = Duration.ofNanos(System.nanoTime() - start);
            print(text, story.line(new Chapter("sandbox", "started at port " + sandbox.port(), started)));
            DemoResult result = Demo.play(
                    wanted,
                    SandboxCommand.url(sandbox),
                    chapter -> print(text, story.line(chapter)),
                    listener(presenter, options));
            if (result.outcome() != Outcome.DONE && context.signals().arrived().isPresent()) {
                return Presenter.failure(
                        context, options, ReportView.interrupted("demo", context, "the sandbox was removed"));
            }
            show(result, story, options);
            if (keep) {
                context.err()
                        .println("The sandbox is up until Ctrl-C:\n  export VERDIGRIS_URL="
                                + SandboxCommand.url(sandbox) + "\n  " + sandbox.psqlCommand());
                SandboxCommand.untilInterrupted();
            }
            return result.outcome().exitCode();
        } catch (SandboxStartException fault) {
            return SandboxCommand.failed("demo", context, options, fault);
        }
    }

    /** People see only the chapters. The progress of the verbs is shown with {@code -X} and to programs. */
    private static ProgressListener listener(Presenter presenter, OutputOptions options) {
        boolean wanted = options.verbosity() == Verbosity.VERBOSE || options.format() == OutputFormat.NDJSON;
        return wanted ? presenter.listener() : ProgressListener.NONE;
    }

    private void print(boolean wanted, String line) {
        if (wanted) {
            context.out().println(line);
            context.out().flush();
        }
    }

    private void show(DemoResult result, DemoStory story, OutputOptions options) {
        switch (options.format()) {
            case TEXT -> {
                context.out().print(story.summary(result));
                Presenter.problems(context, options, result.problems());
            }
            case JSON -> context.out().println(DemoStory.json(result));
            case NDJSON -> context.out().println(DemoStory.event(result));
        }
        context.out().flush();
        context.err().flush();
    }

    private Path directory() {
        Path chosen = example.map(context.directory()::resolve)
                .or(() -> context.home().map(home -> home.resolve(EXAMPLE)))
                .orElseGet(() -> context.directory().resolve(EXAMPLE));
        if (!Files.isDirectory(chosen)) {
            throw new ParameterException(spec.commandLine(), "there is no example at " + chosen);
        }
        return chosen.normalize();
    }
}
