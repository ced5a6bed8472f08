package dev.verdigris.cli.option;

import java.nio.file.Path;
import java.util.Optional;

import dev.verdigris.cli.output.CommandText;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.report.ReportFiles;
import picocli.CommandLine.Option;

/** Option of verbs that work on a deployment: the report to keep. */
public final class ReportMixin {

    /** The variable for the file if the option is missing, so that all commands of a pipeline write one report. */
    static final String VARIABLE = "VERDIGRIS_REPORT";

    @Option(
            names = CommandText.REPORT,
            paramLabel = "FILE",
            order = 89,
            description =
                    "Write the story of the release into FILE.html and FILE.md, also if the run fails. A later run"
                            + " with the same file continues it. Default: VERDIGRIS_REPORT. docs/report.md describes it.")
    private Optional<Path> file = Optional.empty();

    /** The files; empty if no report is written. */
    public Optional<ReportFiles> files(ProcessContext context) {
        return file.map(given -> ReportFiles.of(context.directory(), given))
                .or(() -> context.variable(VARIABLE)
                        .map(given -> ReportFiles.of(context.directory(), Path.of(given))
                                .of(VARIABLE)));
    }
}
