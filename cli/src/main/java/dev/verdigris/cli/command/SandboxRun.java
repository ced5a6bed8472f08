package dev.verdigris.cli.command;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.Presenter;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;

/** The shared parts of the commands that run a sandbox. */
final class SandboxRun {

    private SandboxRun() {}

    /** Reports why the sandbox did not start. Returns the exit code. */
    static int failed(String command, ProcessContext context, OutputOptions options, SandboxStartException fault) {
        Problem problem = new Problem(
                ProblemCode.UNREACHABLE,
                String.valueOf(fault.getMessage()),
                "",
                Fix.advice("free the port or the directory, or choose others with --port, --superuser-port and --data"));
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
