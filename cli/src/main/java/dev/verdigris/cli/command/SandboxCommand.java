package dev.verdigris.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.output.JsonText;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.Presenter;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a sandbox until a signal arrives. */
@Command(name = "sandbox", header = "Run a sandbox server in the foreground, until Ctrl-C. Not for production.")
final class SandboxCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "6875",
            description = "Port for clients; 0 takes any free port. Default: ${DEFAULT-VALUE}.")
    private int port = 6_875;

    @Option(
            names = "--superuser-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port for the superuser mz_system; 0 takes any free port. Default: ${DEFAULT-VALUE}.")
    private int superuserPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the data in this directory. Default: no data is kept.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--hydration",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "Minimum time of an object's hydration. Default: ${DEFAULT-VALUE}.")
    private Duration hydration = Duration.ZERO;

    @Option(
            names = "--cost-unit",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "Delay each statement as a real server would, if its cheapest query takes this long (about"
                    + " 18ms). Default: ${DEFAULT-VALUE}, no delay.")
    private Duration costUnit = Duration.ZERO;

    @Mixin
    private final OutputMixin output = new OutputMixin();

    private final ProcessContext context;

    SandboxCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OutputOptions options = output.resolve(context);
        SandboxConfig config = SandboxConfig.defaults()
                .withPort(port)
                .withInternalPort(superuserPort)
                .withMinimumHydration(hydration)
                .withCostUnit(costUnit);
        try (Sandbox sandbox = Sandbox.start(data.map(context.directory()::resolve)
                .map(config::withDataDirectory)
                .orElse(config))) {
            announce(sandbox, options);
            untilInterrupted();
        } catch (SandboxStartException fault) {
            return failed("sandbox", context, options, fault);
        }
        return Outcome.DONE.exitCode();
    }

    private record Address(
            String host, int port, String url, String psql, String jdbc, int superuserPort, String superuserPsql) {}

    private void announce(Sandbox sandbox, OutputOptions options) {
        if (options.format() == OutputFormat.TEXT) {
            context.out().println("The sandbox is up until Ctrl-C. It is not for production.");
            context.out().println("  Verdigris  export VERDIGRIS_URL=" + url(sandbox));
            context.out().println("  psql       " + sandbox.psqlCommand());
            context.out().println("  JDBC       " + sandbox.jdbcUrl());
            context.out().println("  superuser  " + sandbox.superuserPsqlCommand());
        } else {
            context.out()
                    .println(JsonText.event(
                            Instant.now(),
                            "sandbox-started",
                            new Address(
                                    sandbox.host(),
                                    sandbox.port(),
                                    url(sandbox),
                                    sandbox.psqlCommand(),
                                    sandbox.jdbcUrl(),
                                    sandbox.internalPort(),
                                    sandbox.superuserPsqlCommand())));
        }
        context.out().flush();
    }

    /** Reports why the sandbox did not start. Returns the exit code. */
    static int failed(String command, ProcessContext context, OutputOptions options, SandboxStartException fault) {
        Problem problem = new Problem(
                ProblemCode.UNREACHABLE,
                String.valueOf(fault.getMessage()),
                "",
                Fix.advice(
                        "free the port or the directory, or choose others with --port, --superuser-port and --data"));
        ReportView failure = ReportView.failed(command, List.of(problem));
        return Presenter.failure(context, options, failure);
    }

    /** The address for Verdigris. */
    static String url(Sandbox sandbox) {
        return "postgres://" + SandboxConfig.defaults().bootstrapRole() + "@" + sandbox.host() + ":" + sandbox.port()
                + "/materialize";
    }

    /** Returns when the process is asked to end. */
    static void untilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
