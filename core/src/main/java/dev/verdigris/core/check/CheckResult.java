package dev.verdigris.core.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.text.Count;

/**
 * The result of one check on one side.
 *
 * @param name its name: the path of its file below the directory of the checks, or the id of a test of dbt
 * @param file the path of its file for messages; empty for a test of dbt whose file is not known
 * @param line its line in the file, counted from 1
 * @param severity what it means if it does not pass
 * @param side the side on which it ran
 * @param owner who is to be asked about it
 * @param description what it is for, or what a template expects
 * @param outcome what it found
 * @param rows how many failing rows were read; 0 if it passed without one
 * @param more whether there are more failing rows than were read
 * @param columns the columns of the samples
 * @param samples some failing rows, in the server's text; empty stands for NULL
 * @param took how long it ran
 * @param message what it found, in one sentence; empty if it passed without a failing row
 */
public record CheckResult(
        String name,
        Optional<String> file,
        int line,
        Severity severity,
        CheckedSide side,
        Optional<String> owner,
        Optional<String> description,
        CheckOutcome outcome,
        long rows,
        boolean more,
        List<String> columns,
        List<List<Optional<String>>> samples,
        Duration took,
        Optional<String> message) {

    public CheckResult {
        columns = List.copyOf(columns);
        samples = samples.stream().map(List::copyOf).toList();
    }

    /** The number of failing rows in words. */
    public String count() {
        return more ? "more than " + Count.of(rows, "row") : Count.of(rows, "row");
    }
}
