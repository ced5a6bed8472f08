package dev.verdigris.cli.option;

import java.nio.file.Path;
import java.util.Optional;

import dev.verdigris.cli.result.ResultFiles;
import picocli.CommandLine.Option;

/** Options for the files with results. */
public final class ResultMixin {

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            order = 8,
            description = "Write the results as JUnit XML, also if the run fails.")
    private Optional<Path> junit = Optional.empty();

    @Option(
            names = "--sarif",
            paramLabel = "FILE",
            order = 8,
            description = "Write the results as SARIF, also if the run fails.")
    private Optional<Path> sarif = Optional.empty();

    /** The files, which are relative to a directory. */
    public ResultFiles files(Path directory) {
        return new ResultFiles(junit.map(directory::resolve), sarif.map(directory::resolve), directory);
    }
}
