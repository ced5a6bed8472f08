package dev.verdigris.engine.internal.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.check.CheckOutcome;
import dev.verdigris.core.check.CheckResult;
import dev.verdigris.core.check.CheckedSide;
import dev.verdigris.core.check.ProjectCheck;
import dev.verdigris.core.check.Severity;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.engine.internal.connection.Rows;

/**
 * What one check has found.
 *
 * @param outcome its outcome
 * @param message what it found, in one sentence; empty if nothing
 * @param rows the number of failing rows that were read
 * @param more whether there are more
 * @param columns the columns of the samples
 * @param samples some failing rows
 */
record Found(
        CheckOutcome outcome,
        Optional<String> message,
        long rows,
        boolean more,
        List<String> columns,
        List<List<Optional<String>>> samples) {

    /** No failing row. */
    static final Found PASSED = new Found(CheckOutcome.PASSED, Optional.empty(), 0, false, List.of(), List.of());

    /** An outcome without rows. */
    static Found of(CheckOutcome outcome, String message) {
        return new Found(outcome, Optional.of(message), 0, false, List.of(), List.of());
    }

    /**
     * The same with the rows that the server returned.
     *
     * @param shown how many of them are samples
     * @param most how many are counted; one more means that there are more
     */
    Found with(Rows found, int shown, int most) {
        List<List<Optional<String>>> some = new ArrayList<>();
        for (Rows.Row row : found.rows().stream().limit(shown).toList()) {
            List<Optional<String>> values = new ArrayList<>();
            for (int i = 0; i < found.columns().size(); i++) {
                values.add(Optional.ofNullable(row.at(i)));
            }
            some.add(values);
        }
        return new Found(outcome, message, Math.min(found.size(), most), found.size() > most, found.columns(), some);
    }

    /** The result of a check that is a file. */
    CheckResult result(ProjectCheck check, CheckedSide side, Duration took) {
        return new CheckResult(
                check.file().path(),
                Optional.of(check.file().shownAs()),
                check.line(),
                check.severity(),
                side,
                check.owner(),
                check.description().or(check::expects),
                outcome,
                rows,
                more,
                columns,
                samples,
                took,
                message);
    }

    /** The result of a file that cannot be read as a check. */
    CheckResult ofBroken(ModelFile file, int line, CheckedSide side) {
        return new CheckResult(
                file.path(),
                Optional.of(file.shownAs()),
                line,
                Severity.ERROR,
                side,
                Optional.empty(),
                Optional.empty(),
                outcome,
                rows,
                more,
                columns,
                samples,
                Duration.ZERO,
                message);
    }

    /** The result of a test of dbt. */
    CheckResult ofTest(String id, boolean warns, Duration took) {
        return new CheckResult(
                id,
                Optional.empty(),
                1,
                warns ? Severity.WARN : Severity.ERROR,
                CheckedSide.STAGED,
                Optional.empty(),
                Optional.empty(),
                outcome,
                rows,
                more,
                columns,
                samples,
                took,
                message.filter(unused -> outcome != CheckOutcome.PASSED));
    }
}
