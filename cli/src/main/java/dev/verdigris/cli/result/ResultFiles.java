package dev.verdigris.cli.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;

/**
 * The files with the results of checks that a run writes, also if it fails. Each is written beside its place and then
 * moved there, so a reader sees the old file or the whole new one.
 *
 * @param junit the file of JUnit XML
 * @param sarif the file of SARIF
 * @param directory the directory of the run
 */
public record ResultFiles(Optional<Path> junit, Optional<Path> sarif, Path directory) {

    /** Why the files cannot be written, as far as that is known before the run. */
    public Optional<Problem> obstacle() {
        return Stream.concat(junit.stream(), sarif.stream())
                .filter(file -> Files.isDirectory(file) || !Files.isDirectory(parent(file)))
                .findFirst()
                .map(file -> unwritable(
                        file, Files.isDirectory(file) ? "it is a directory" : "its directory does not exist"));
    }

    /** Writes the results of a report. Returns why that failed, if it did. */
    public Optional<Problem> write(Report report) {
        return write(CheckedRun.of(report));
    }

    /** Writes that a run ended before it had a report. Returns why that failed, if it did. */
    public Optional<Problem> failed(String verb, List<Problem> problems) {
        return write(CheckedRun.failed(verb, problems));
    }

    /** Writes what a run has found in files. Returns why that failed, if it did. */
    public Optional<Problem> found(String verb, List<PlacedProblem> problems, List<PlacedProblem> warnings) {
        return write(CheckedRun.finding(verb, problems, warnings));
    }

    private Optional<Problem> write(CheckedRun run) {
        Optional<Problem> first = junit.flatMap(file -> write(file, JUnitText.of(run)));
        Optional<Problem> second = sarif.flatMap(file -> write(file, SarifText.of(run, directory)));
        return first.or(() -> second);
    }

    private static Optional<Problem> write(Path file, String text) {
        Path beside = parent(file)
                .resolve(
                        "." + file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            try {
                Files.writeString(beside, text);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(unwritable(file, failure.toString()));
        }
    }

    private static Path parent(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    }

    private static Problem unwritable(Path file, String reason) {
        return new Problem(
                ProblemCode.BAD_CONFIG,
                "the results cannot be written to " + file + ": " + reason,
                file.toString(),
                Fix.advice("name a file in a directory that exists and that this user may write to"));
    }
}
