package dev.verdigris.cli.output.diff.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import dev.verdigris.core.diff.data.ColumnData;
import dev.verdigris.core.diff.data.ComparedColumn;
import dev.verdigris.core.diff.data.Comparison;
import dev.verdigris.core.diff.data.DataDiff;
import dev.verdigris.core.diff.data.DataResult;
import dev.verdigris.core.diff.data.RowCounts;
import dev.verdigris.core.diff.data.Sample;
import dev.verdigris.core.diff.data.Sampling;
import dev.verdigris.core.diff.data.Share;
import dev.verdigris.core.name.Identifier;

/**
 * The rows of both sides compared.
 *
 * @param cost what the comparison costs, as sentences
 * @param cluster the cluster of the comparison; empty means the default of the session
 * @param planned how many relations were to be compared
 * @param same how many relations have the same rows on both sides
 * @param different how many have other rows
 * @param unknown how many could not be compared
 * @param cancelled whether the run was cancelled before the end
 * @param relations the relations, by live name; none if only the cost was asked for
 */
public record DataView(
        List<String> cost,
        Optional<String> cluster,
        int planned,
        long same,
        long different,
        long unknown,
        boolean cancelled,
        List<Relation> relations) {

    /** What was found out about a relation. */
    public enum Verdict {
        SAME,
        DIFFERENT,
        NOT_COMPARED
    }

    /**
     * One relation.
     *
     * @param name its live name
     * @param verdict what was found out
     * @param reason why it was not compared, as a sentence
     * @param key the columns that identify a row; empty if whole rows were counted
     * @param columns the columns that were compared, with their counts
     * @param counts the numbers of rows
     * @param samples some of the rows in which the sides differ
     * @param remarks what the reader should know, as sentences
     * @param liveReading how the server reads the live side
     * @param stagedReading how it reads the staged side
     */
    public record Relation(
            String name,
            Verdict verdict,
            Optional<String> reason,
            List<String> key,
            List<Column> columns,
            Optional<Counts> counts,
            List<Example> samples,
            List<String> remarks,
            Comparison.Reading liveReading,
            Comparison.Reading stagedReading) {}

    /**
     * Numbers of rows.
     *
     * @param live all rows of the live side
     * @param staged all rows of the staged side
     * @param sample the share of the rows that were compared; empty means all
     * @param liveCompared the rows of the live side that were compared
     * @param stagedCompared the same of the staged side
     * @param equal the rows that both sides have; empty if only their keys were compared
     * @param changed the keys that both sides have, with other values; empty if this was not counted
     * @param matched the keys, or without a key the rows, that both sides have
     * @param onlyLive the rows that only the live side has
     * @param onlyStaged the rows that only the staged side has
     * @param shares of a sample, what it says of all rows
     */
    public record Counts(
            long live,
            long staged,
            Optional<BigDecimal> sample,
            long liveCompared,
            long stagedCompared,
            Optional<Long> equal,
            Optional<Long> changed,
            long matched,
            long onlyLive,
            long onlyStaged,
            Optional<Shares> shares) {

        private static Counts of(DataDiff.Compared found) {
            RowCounts rows = found.rows();
            return new Counts(
                    found.liveRows(),
                    found.stagedRows(),
                    found.sampling().map(Sampling::share),
                    rows.live(),
                    rows.staged(),
                    Optional.of(rows.equal()).filter(unused -> rows.isWhole()),
                    Optional.of(rows.changed()).filter(unused -> rows.isWhole()),
                    rows.matched(),
                    rows.onlyLive(),
                    rows.onlyStaged(),
                    found.sampling().map(unused -> Shares.of(rows)));
        }
    }

    /**
     * The shares that a sample estimates. Each is empty if the sample has nothing of which it could be a share, or if it
     * was not counted.
     *
     * @param changed changed keys, of those that both sides have
     * @param onlyLive rows that only the live side has, of its rows
     * @param onlyStaged rows that only the staged side has, of its rows
     */
    public record Shares(Optional<Part> changed, Optional<Part> onlyLive, Optional<Part> onlyStaged) {

        private static Shares of(RowCounts rows) {
            return new Shares(
                    Share.of(rows.changed(), rows.matched())
                            .filter(unused -> rows.isWhole())
                            .map(Part::sampled),
                    Share.of(rows.onlyLive(), rows.live()).map(Part::sampled),
                    Share.of(rows.onlyStaged(), rows.staged()).map(Part::sampled));
        }
    }

    /**
     * A part of a whole.
     *
     * @param part the number of those counted
     * @param whole the number of all that were looked at
     * @param share the one divided by the other
     * @param low of a sample, the lower end of the interval for 95 % confidence
     * @param high of a sample, its upper end
     */
    public record Part(long part, long whole, BigDecimal share, Optional<BigDecimal> low, Optional<BigDecimal> high) {

        private static final int DIGITS = 6;

        static Part counted(Share share) {
            return new Part(share.part(), share.whole(), digits(share.value()), Optional.empty(), Optional.empty());
        }

        static Part sampled(Share share) {
            return new Part(
                    share.part(),
                    share.whole(),
                    digits(share.value()),
                    Optional.of(digits(share.low())),
                    Optional.of(digits(share.high())));
        }

        private static BigDecimal digits(double value) {
            BigDecimal rounded = BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_UP);
            return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
        }
    }

    /**
     * One column.
     *
     * @param name its name
     * @param liveType the bare name of its type on the live side
     * @param stagedType the same on the staged side
     * @param comparedAs the type to which both sides were cast; empty if they were compared as they are
     * @param counts what was counted; empty if the time was over before
     */
    public record Column(
            String name,
            String liveType,
            String stagedType,
            Optional<String> comparedAs,
            Optional<ColumnCounts> counts) {}

    /**
     * What was counted in a column.
     *
     * @param equal the keys in which both sides have the same value, of those that both have; empty without a key, and
     *     if there are no such keys
     * @param liveNulls how many values of the live side are NULL
     * @param stagedNulls the same of the staged side
     * @param liveDistinct how many different values the live side has apart from NULL; empty if they were not counted
     * @param stagedDistinct the same of the staged side
     */
    public record ColumnCounts(
            Optional<Part> equal,
            long liveNulls,
            long stagedNulls,
            Optional<Long> liveDistinct,
            Optional<Long> stagedDistinct) {

        private static ColumnCounts of(ColumnData column, boolean isSampled) {
            return new ColumnCounts(
                    column.equal().map(share -> isSampled ? Part.sampled(share) : Part.counted(share)),
                    column.live().nulls(),
                    column.staged().nulls(),
                    boxed(column.live().distinct()),
                    boxed(column.staged().distinct()));
        }

        private static Optional<Long> boxed(OptionalLong number) {
            return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
        }
    }

    /**
     * A row in which the sides differ.
     *
     * @param kind how they differ
     * @param times how many such rows there are
     * @param values its values; of a changed row, the key and what has changed
     */
    public record Example(Sample.Kind kind, long times, List<Cell> values) {

        private static Example of(Sample sample) {
            return new Example(
                    sample.kind(),
                    sample.times(),
                    sample.values().stream().map(Cell::of).toList());
        }
    }

    /**
     * A value.
     *
     * @param column the column
     * @param value the value as text; empty for NULL
     * @param cut whether only its beginning is shown
     * @param changed whether the staged side has another one
     * @param staged the value of the staged side if it is another one and not NULL
     * @param stagedCut whether only the beginning of that is shown
     */
    public record Cell(
            String column,
            Optional<String> value,
            boolean cut,
            boolean changed,
            Optional<String> staged,
            boolean stagedCut) {

        private static Cell of(Sample.Value value) {
            return new Cell(
                    value.column().value(),
                    value.text().value(),
                    value.text().isCut(),
                    value.staged().isPresent(),
                    value.staged().flatMap(Sample.Text::value),
                    value.staged().filter(Sample.Text::isCut).isPresent());
        }
    }

    /** The view of a result. */
    public static DataView of(DataResult result) {
        return new DataView(
                result.plan().cost(),
                result.plan().cluster().map(Identifier::value),
                result.plan().comparisons().size(),
                result.same(),
                result.different(),
                result.unknown(),
                result.isCancelled(),
                result.relations().stream().map(DataView::relation).toList());
    }

    private static Relation relation(DataDiff found) {
        return switch (found) {
            case DataDiff.Compared compared ->
                relation(compared.comparison(), verdict(compared.rows()), Optional.empty(), Optional.of(compared));
            case DataDiff.NotCompared none ->
                relation(none.comparison(), Verdict.NOT_COMPARED, Optional.of(none.why()), Optional.empty());
        };
    }

    private static Verdict verdict(RowCounts rows) {
        return rows.isSame() ? Verdict.SAME : rows.isDifferent() ? Verdict.DIFFERENT : Verdict.NOT_COMPARED;
    }

    private static Relation relation(
            Comparison of, Verdict verdict, Optional<String> reason, Optional<DataDiff.Compared> found) {
        return new Relation(
                of.live().toString(),
                verdict,
                reason,
                of.key().stream().map(Identifier::value).toList(),
                of.columns().stream().map(column -> column(column, found)).toList(),
                found.map(Counts::of),
                found.stream()
                        .flatMap(compared -> compared.samples().stream())
                        .map(Example::of)
                        .toList(),
                found.map(DataDiff.Compared::remarks).orElse(of.remarks()),
                of.readingLive(),
                of.readingStaged());
    }

    private static Column column(ComparedColumn column, Optional<DataDiff.Compared> found) {
        return new Column(
                column.name().value(),
                column.liveType(),
                column.stagedType(),
                column.cast(),
                found.flatMap(compared -> compared.columns().stream()
                        .filter(counted -> counted.name().equals(column.name()))
                        .map(counted ->
                                ColumnCounts.of(counted, compared.sampling().isPresent()))
                        .findFirst()));
    }
}
