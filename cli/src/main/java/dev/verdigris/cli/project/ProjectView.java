package dev.verdigris.cli.project;

import java.nio.file.Path;
import java.util.List;

import dev.verdigris.cli.output.JsonText;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.Presenter;
import dev.verdigris.cli.output.ProblemView;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.output.Verbosity;
import dev.verdigris.cli.screen.Cells;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.text.Kebab;

/**
 * The result of a command that writes files of a project. Its components are the keys of the JSON.
 *
 * @param version the version of the form
 * @param verb the command
 * @param outcome the outcome in kebab case
 * @param exitCode the exit code of the process
 * @param headline what is true now, in one clause
 * @param directory the directory of the files
 * @param dryRun whether nothing was written
 * @param files the files
 * @param problems what could not be done
 * @param notes further facts
 * @param next the next commands in order
 */
record ProjectView(
        int version,
        String verb,
        String outcome,
        int exitCode,
        String headline,
        String directory,
        boolean dryRun,
        List<FileView> files,
        List<ProblemView> problems,
        List<String> notes,
        List<String> next) {

    /** The view of a result. Its problems give the exit code. */
    static ProjectView of(
            String verb,
            String headline,
            String directory,
            boolean dryRun,
            List<FileView> files,
            List<Problem> problems,
            List<String> notes,
            List<String> next) {
        Outcome outcome = Problem.outcomeOf(problems);
        return new ProjectView(
                JsonText.VERSION,
                verb,
                Kebab.of(outcome),
                outcome.exitCode(),
                headline,
                directory,
                dryRun,
                List.copyOf(files),
                ProblemView.of(problems),
                notes,
                next);
    }

    /**
     * Writes the view.
     *
     * @param shown the problems, which a text shows after the result
     * @return the exit code
     */
    int show(ProcessContext context, OutputOptions options, List<Problem> shown) {
        if (options.format() == OutputFormat.TEXT) {
            context.out().print(text(options.verbosity() == Verbosity.VERBOSE));
            context.out().flush();
            if (!shown.isEmpty()) {
                context.err().println();
                Presenter.problems(context, options, shown);
            }
        } else {
            context.out()
                    .println(options.format() == OutputFormat.JSON ? JsonText.document(this) : JsonText.line(this));
        }
        context.out().flush();
        context.err().flush();
        return exitCode;
    }

    private String text(boolean whole) {
        StringBuilder text = new StringBuilder();
        line(text, headline);
        for (FileView file : files) {
            line(text, "  " + String.format("%-11s", Kebab.of(file.state())) + file.path());
            file.content()
                    .filter(unused -> whole)
                    .ifPresent(content -> content.lines().forEach(each -> line(text, "      " + each)));
        }
        section(text, "Notes", notes);
        section(text, "Next", next);
        return text.toString();
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append('\n');
            lines.forEach(each -> each.lines().forEach(one -> line(text, "  " + one)));
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(Cells.visible(line)).append('\n');
    }

    /** Shows why nothing was done. Returns the exit code. */
    static int failure(String verb, ProcessContext context, OutputOptions options, List<Problem> problems) {
        return Presenter.failure(context, options, ReportView.failed(verb, problems));
    }

    /** The directory as the user sees it: below the working directory, or in full. */
    static String shown(ProcessContext context, Path directory) {
        Path here = context.directory().toAbsolutePath().normalize();
        Path there = directory.toAbsolutePath().normalize();
        String below = there.startsWith(here) ? here.relativize(there).toString() : there.toString();
        return below.isEmpty() ? "." : below.startsWith("-") ? "./" + below : below;
    }
}
