package dev.verdigris.engine.internal.diff.data;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.diff.data.ColumnData;
import dev.verdigris.core.diff.data.Comparison;
import dev.verdigris.core.diff.data.ComparisonAnswers;
import dev.verdigris.core.diff.data.ComparisonAnswers.Changes;
import dev.verdigris.core.diff.data.ComparisonSql;
import dev.verdigris.core.diff.data.DataDiff;
import dev.verdigris.core.diff.data.DataDiff.End;
import dev.verdigris.core.diff.data.DataOptions;
import dev.verdigris.core.diff.data.RowCounts;
import dev.verdigris.core.diff.data.Sample;
import dev.verdigris.core.text.Count;
import dev.verdigris.engine.internal.connection.AnswerLimit;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.progress.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Compares one pair of relations. All its queries run in one read-only transaction, so that both sides and all numbers
 * are of one timestamp. The server counts; the client reads a few rows of numbers and the samples.
 */
final class DataRun {

    private final SqlSession session;
    private final Comparison comparison;
    private final DataOptions options;
    private final InstantSource clock;
    private final Instant end;
    private final List<String> remarks = new ArrayList<>();

    /**
     * Prepares.
     *
     * @param end when the time of this pair is over
     */
    DataRun(SqlSession session, Comparison comparison, DataOptions options, InstantSource clock, Instant end) {
        this.session = session;
        this.comparison = comparison;
        this.options = options;
        this.clock = clock;
        this.end = end;
    }

    /**
     * Compares. After a failure that is thrown, the caller closes the session, which ends the transaction.
     *
     * @throws dev.verdigris.engine.progress.CancelledException if the run was cancelled; the server was asked to cancel
     *     the query
     * @throws dev.verdigris.engine.internal.connection.ConnectionLost if the connection was lost
     */
    DataDiff compare() {
        if (comparison.columns().isEmpty()) {
            return new DataDiff.NotCompared(comparison, "Both sides have no column in common.", End.REFUSED);
        }
        DataDiff found;
        try {
            session.execute("BEGIN READ ONLY", AnswerLimit.of(StatementKind.COMPARISON));
            found = byKey();
        } catch (ServerRefusal refusal) {
            found = refused(comparison, refusal);
        }
        // It ends a transaction that failed, too. Nothing was written.
        session.execute("ROLLBACK", AnswerLimit.of(StatementKind.COMPARISON));
        return found;
    }

    private DataDiff byKey() {
        remarks.addAll(comparison.remarks());
        if (comparison.key().isEmpty()) {
            return rows(comparison);
        }
        Numbers numbers = numbers(comparison);
        if (numbers.rows().hasUniqueKey()) {
            return details(numbers);
        }
        String repeated = repeated(numbers.rows());
        remarks.add(repeated);
        try {
            return rows(comparison.withoutKey());
        } catch (ServerRefusal refusal) {
            DataDiff.NotCompared refused = refused(comparison, refusal);
            return new DataDiff.NotCompared(comparison, repeated + " " + refused.why(), refused.end());
        }
    }

    private DataDiff rows(Comparison compared) {
        return details(numbers(compared));
    }

    /** The first answers, which the rest needs. */
    private record Numbers(Comparison of, ComparisonSql sql, ComparisonAnswers.Rows rows) {}

    private Numbers numbers(Comparison compared) {
        ComparisonSql sql = new ComparisonSql(compared, options.sampling());
        return new Numbers(compared, sql, new ComparisonAnswers(compared).rows(only(query(sql.rows()))));
    }

    private String repeated(ComparisonAnswers.Rows rows) {
        String key = String.join(
                ", ", comparison.key().stream().map(name -> name.value()).toList());
        return "The key (" + key + ") is not unique: " + Count.of(rows.repeatedLive(), "key")
                + " of the live side and " + Count.of(rows.repeatedStaged(), "key")
                + " of the staged side have several rows. So whole rows are compared.";
    }

    /** What is asked after the numbers of rows. If the server ends a query, what is known until then is the result. */
    private DataDiff details(Numbers numbers) {
        ComparisonAnswers answers = new ComparisonAnswers(numbers.of());
        ComparisonSql sql = numbers.sql();
        if (options.sampling().isPresent() && !sql.isSampled()) {
            remarks.add("No column is fit to choose a sample by, so all rows were compared.");
        }
        boolean isKeyed = !numbers.of().key().isEmpty();
        RowCounts counts =
                isKeyed ? numbers.rows().uncompared() : numbers.rows().counts(0);
        List<Sample> samples = List.of();
        List<ColumnData> columns = List.of();
        End how = End.FINISHED;
        try {
            Optional<Changes> changes =
                    isKeyed ? Optional.of(answers.changes(only(query(sql.changes())))) : Optional.empty();
            counts = numbers.rows().counts(changes.map(Changes::keys).orElse(0L));
            if (options.samples() > 0 && !counts.isSame()) {
                samples = answers.samples(values(query(sql.samples(options.samples()))));
            }
            columns = answers.values(values(query(sql.values(options.distinct()))), numbers.rows(), changes);
        } catch (ServerRefusal refusal) {
            how = refusal.is(ServerRefusal.QUERY_CANCELED) ? End.OUT_OF_TIME : End.REFUSED;
            remarks.add(
                    how == End.OUT_OF_TIME
                            ? "The time limit was over before the rest was counted."
                            : "The rest was not counted. The server refused: " + refusal.describe());
        }
        return new DataDiff.Compared(
                numbers.of(),
                numbers.rows().liveRows(),
                numbers.rows().stagedRows(),
                counts,
                options.sampling().filter(unused -> sql.isSampled()),
                columns,
                samples,
                remarks,
                how);
    }

    private static DataDiff.NotCompared refused(Comparison compared, ServerRefusal refusal) {
        return refusal.is(ServerRefusal.QUERY_CANCELED)
                ? new DataDiff.NotCompared(compared, "The time limit was over before an answer.", End.OUT_OF_TIME)
                : new DataDiff.NotCompared(compared, "The server refused: " + refusal.describe(), End.REFUSED);
    }

    private Rows query(String sql) {
        Duration left = Duration.between(clock.instant(), end);
        return session.query(
                sql, AnswerLimit.of(StatementKind.COMPARISON, left.isPositive() ? left : Duration.ofMillis(1)));
    }

    private static List<@Nullable String> only(Rows rows) {
        return values(rows).get(0);
    }

    private static List<List<@Nullable String>> values(Rows rows) {
        return rows.map(row -> {
            @Nullable String[] values = new @Nullable String[rows.columns().size()];
            Arrays.setAll(values, row::at);
            return Arrays.asList(values);
        });
    }
}
