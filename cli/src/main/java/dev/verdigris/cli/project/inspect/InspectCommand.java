package dev.verdigris.cli.project.inspect;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.cli.option.EnvironmentMixin;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.output.JsonText;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.Presenter;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.cli.screen.Style;
import dev.verdigris.core.problem.Problem;
import picocli.CommandLine.Mixin;

/** A command that looks and changes nothing: it resolves settings, and shows a view as text or as JSON. */
abstract class InspectCommand implements Callable<Integer> {

    /** Nothing is changed, so nothing has to be ended. */
    private static final Duration GRACE = Duration.ofMillis(200);

    private final String word;
    private final ProcessContext context;

    @Mixin
    private final EnvironmentMixin environment = new EnvironmentMixin();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    InspectCommand(String word, ProcessContext context) {
        this.word = word;
        this.context = context;
    }

    /** What a command shows. Its components are the keys of the JSON. */
    interface View {

        /** The text for people. */
        String text(Style style);

        /** The exit code of the process. */
        int exitCode();
    }

    /**
     * Looks.
     *
     * @throws StoppedException if nothing can be looked at
     */
    abstract View look(SettingsRequest request);

    /** What happens if nothing could be looked at. */
    void stopped(List<Problem> problems) {}

    final ProcessContext context() {
        return context;
    }

    final String word() {
        return word;
    }

    final EnvironmentMixin environment() {
        return environment;
    }

    final OutputOptions options() {
        return output.resolve(context);
    }

    @Override
    public final Integer call() {
        OutputOptions options = options();
        context.signals()
                .endAfter(
                        () -> {},
                        GRACE,
                        () -> Presenter.failure(
                                context, options, ReportView.interrupted(word, context, "run the command again")));
        try {
            View view = look(environment.request(context));
            OutputFormat format = options.format();
            switch (format) {
                case TEXT -> context.out().print(view.text(options.outStyle()));
                case JSON -> context.out().println(JsonText.document(view));
                case NDJSON -> context.out().println(JsonText.line(view));
            }
            context.out().flush();
            return view.exitCode();
        } catch (StoppedException fault) {
            stopped(fault.problems());
            return Presenter.failure(context, options, ReportView.failed(word, fault.problems()));
        }
    }
}
