package dev.verdigris.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

/**
 * Why a report cannot be written, as far as that is known before the run.
 *
 * @param file the file, as messages name it
 * @param reason the reason, as a clause
 * @param remedy what the user can do about it
 */
record ReportObstacle(String file, String reason, String remedy) {

    /** The first obstacle of two files. */
    static Optional<ReportObstacle> of(ReportFiles files) {
        String shown = files.shownAs();
        if (!ReportFiles.isPage(String.valueOf(files.page().getFileName()))) {
            return Optional.of(
                    new ReportObstacle(shown, "its name does not end in .html", "name a file that ends in .html"));
        }
        if (!Files.isDirectory(files.directory())) {
            return Optional.of(new ReportObstacle(
                    shown,
                    "its directory does not exist",
                    "create the directory " + files.directory() + ", or name a file in another one"));
        }
        if (!Files.isWritable(files.directory())) {
            return Optional.of(new ReportObstacle(
                    shown,
                    "this user may not write into its directory",
                    "name a file in a directory that this user may write to"));
        }
        return Stream.of(files.page(), files.markdown())
                .flatMap(file -> of(file).stream())
                .findFirst();
    }

    private static Optional<ReportObstacle> of(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.isDirectory(file)) {
            return Optional.of(new ReportObstacle(file.toString(), "it is a directory", "name another file"));
        }
        try {
            return Files.size(file) == 0 ? Optional.empty() : of(file, ReportFiles.text(file));
        } catch (IOException failure) {
            return Optional.of(new ReportObstacle(
                    file.toString(), "it cannot be read: " + failure, "let this user read it, or name another file"));
        }
    }

    private static Optional<ReportObstacle> of(Path file, Optional<String> text) {
        String move = "move this file to another place, or name another file";
        return switch (text.map(KeptRuns::kind).orElse(KeptRuns.Kind.FOREIGN)) {
            case WHOLE -> Optional.empty();
            case FOREIGN ->
                Optional.of(new ReportObstacle(
                        file.toString(), "Verdigris did not write the file of that name, so it is not replaced", move));
            case LATER ->
                Optional.of(new ReportObstacle(
                        file.toString(),
                        "a later version of Verdigris wrote the file of that name, so it is not replaced",
                        "use that version, " + move));
            case CHANGED ->
                Optional.of(new ReportObstacle(
                        file.toString(),
                        "it is a report of Verdigris, but parts of it are missing, or other text was added",
                        move));
        };
    }

    /** The problem. A run that has the name from a variable can be run again without a report. */
    Problem problem(ReportFiles files, String again) {
        Fix fix = Fix.advice(files.variable()
                .map(variable -> remedy + "; or run it without a report: " + variable + "= " + again)
                .orElse(remedy));
        return new Problem(ProblemCode.BAD_CONFIG, what(files, file, reason), file, fix);
    }

    /** The problem of a report that could not be written during the run. */
    static Problem unwritten(ReportFiles files, String reason) {
        return new Problem(
                ProblemCode.BAD_CONFIG,
                what(files, files.shownAs(), reason),
                files.shownAs(),
                Fix.advice("name a file in a directory that exists, that has room, and that this user may write to"));
    }

    private static String what(ReportFiles files, String file, String reason) {
        return "the report cannot be written to " + file
                + files.variable()
                        .map(variable -> ", which " + variable + " names")
                        .orElse("") + ": " + reason;
    }
}
