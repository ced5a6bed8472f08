package dev.verdigris.cli.output.check;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.check.CheckOutcome;
import dev.verdigris.core.check.CheckResult;
import dev.verdigris.core.check.CheckedSide;
import dev.verdigris.core.check.Severity;
import dev.verdigris.core.report.Report;

/**
 * The result of a check in the form in which it is shown. Its components are the keys of the JSON.
 *
 * @param name the path of its file below the directory of the checks, or the id of a test of dbt
 * @param file the path of its file, if it has one
 * @param line its line in the file
 * @param severity what it means if it does not pass
 * @param side the side on which it ran
 * @param owner who is to be asked about it
 * @param description what it is for, or what its template expects
 * @param outcome what it found
 * @param rows the number of failing rows that were counted
 * @param more whether there are more failing rows
 * @param samples some failing rows, each with its columns; NULL is no member
 * @param took how long it ran
 * @param message what it found, in one sentence
 */
public record CheckView(
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
        List<Map<String, Optional<String>>> samples,
        Duration took,
        Optional<String> message) {

    /** The results of a report, if it has any. */
    public static Optional<List<CheckView>> all(Report report) {
        List<CheckView> views = report.steps().stream()
                .flatMap(step -> step.check().stream())
                .map(CheckView::of)
                .toList();
        return Optional.of(views).filter(some -> !some.isEmpty());
    }

    private static CheckView of(CheckResult result) {
        return new CheckView(
                result.name(),
                result.file(),
                result.line(),
                result.severity(),
                result.side(),
                result.owner(),
                result.description(),
                result.outcome(),
                result.rows(),
                result.more(),
                result.samples().stream()
                        .map(row -> sample(result.columns(), row))
                        .toList(),
                result.took(),
                result.message());
    }

    /** A row by its columns. A name that comes again has its position as a suffix. */
    private static Map<String, Optional<String>> sample(List<String> columns, List<Optional<String>> row) {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            String name = columns.get(i);
            values.put(values.containsKey(name) ? name + "_" + (i + 1) : name, row.get(i));
        }
        return values;
    }

    /** The number of failing rows in words. */
    String count() {
        return (more ? "more than " : "") + rows + (rows == 1 && !more ? " row" : " rows");
    }

    /** Whether a reader should look at it. */
    boolean isNotable() {
        return switch (outcome) {
            case PASSED -> rows > 0;
            case WARNED, ACCEPTED, FAILED, NOT_APPLICABLE, UNANSWERED -> true;
        };
    }
}
