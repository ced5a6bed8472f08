package dev.verdigris.core.diff.data;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/** What the server's answers to {@link ComparisonSql} say. Every value is in the server's text form. */
public final class ComparisonAnswers {

    private final Comparison comparison;

    /** The answers about one comparison. */
    public ComparisonAnswers(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * The answer to {@link ComparisonSql#rows}.
     *
     * @param liveRows all rows of the live side
     * @param stagedRows all rows of the staged side
     * @param live the compared rows of the live side
     * @param staged the same of the staged side
     * @param repeatedLive the keys that several rows of the live side have; 0 without a key
     * @param repeatedStaged the same of the staged side
     * @param matched without a key, the rows that both sides have; with a key, the keys
     */
    public record Rows(
            long liveRows,
            long stagedRows,
            long live,
            long staged,
            long repeatedLive,
            long repeatedStaged,
            long matched) {

        /** Whether each row of both sides has a key of its own. */
        public boolean hasUniqueKey() {
            return repeatedLive == 0 && repeatedStaged == 0;
        }

        /**
         * The numbers of rows.
         *
         * @param changed the keys with other values; 0 without a key
         */
        public RowCounts counts(long changed) {
            return new RowCounts(live, staged, matched - changed, changed);
        }

        /** The same if the values of the keys that both sides have were not compared. */
        public RowCounts uncompared() {
            return new RowCounts(live, staged, matched, 0, false);
        }
    }

    /** Reads the answer to {@link ComparisonSql#rows}. */
    public Rows rows(List<@Nullable String> answer) {
        boolean keyed = !comparison.key().isEmpty();
        return new Rows(
                number(answer.get(0)),
                number(answer.get(1)),
                number(answer.get(2)),
                number(answer.get(3)),
                keyed ? number(answer.get(4)) : 0,
                keyed ? number(answer.get(5)) : 0,
                number(answer.get(keyed ? 6 : 4)));
    }

    /**
     * What differs between the rows of a key.
     *
     * @param keys the keys with other values
     * @param columns for each column of the comparison, the keys in which it differs; 0 for a column of the key
     */
    public record Changes(long keys, List<Long> columns) {

        public Changes {
            columns = List.copyOf(columns);
        }
    }

    /** Reads the answer to {@link ComparisonSql#changes}. */
    public Changes changes(List<@Nullable String> answer) {
        List<Long> differing = new ArrayList<>();
        int next = 1;
        for (ComparedColumn column : comparison.columns()) {
            differing.add(comparison.isKey(column) ? 0L : number(answer.get(next++)));
        }
        return new Changes(number(answer.get(0)), differing);
    }

    /**
     * Reads the answer to {@link ComparisonSql#values}.
     *
     * @param rows the rows that were compared
     * @param changes what has changed by key; empty without a key
     */
    public List<ColumnData> values(List<List<@Nullable String>> answer, Rows rows, Optional<Changes> changes) {
        List<ColumnData> columns = new ArrayList<>();
        for (int i = 0; i < comparison.columns().size(); i++) {
            int column = i;
            columns.add(new ColumnData(
                    comparison.columns().get(i).name(),
                    changes.flatMap(
                            found -> Share.of(rows.matched() - found.columns().get(column), rows.matched())),
                    values(answer.get(0), i, rows.live()),
                    values(answer.get(1), i, rows.staged())));
        }
        return columns;
    }

    /** A row has the side, then as many numbers of present values as columns, and then perhaps those of distinct ones. */
    private ColumnData.Values values(List<@Nullable String> side, int column, long rows) {
        int width = comparison.columns().size();
        boolean counted = side.size() > 1 + width;
        return new ColumnData.Values(
                rows - number(side.get(1 + column)),
                counted ? OptionalLong.of(number(side.get(1 + width + column))) : OptionalLong.empty());
    }

    /** Reads the answer to {@link ComparisonSql#samples}. */
    public List<Sample> samples(List<List<@Nullable String>> answer) {
        return answer.stream().map(this::sample).toList();
    }

    private Sample sample(List<@Nullable String> row) {
        Sample.Kind kind = Sample.Kind.of(text(row.get(0)));
        List<Sample.Value> values = new ArrayList<>();
        int next = 2;
        for (ComparedColumn column : comparison.columns()) {
            Sample.Text text = Sample.Text.of(Optional.ofNullable(row.get(next++)));
            if (comparison.key().isEmpty() || comparison.isKey(column)) {
                values.add(new Sample.Value(column.name(), text, Optional.empty()));
                continue;
            }
            Sample.Text staged = Sample.Text.of(Optional.ofNullable(row.get(next++)));
            boolean differs = text(row.get(next++)).startsWith("t");
            if (kind != Sample.Kind.CHANGED) {
                values.add(new Sample.Value(column.name(), text, Optional.empty()));
            } else if (differs) {
                values.add(new Sample.Value(column.name(), text, Optional.of(staged)));
            }
        }
        return new Sample(kind, number(row.get(1)), values);
    }

    private static long number(@Nullable String value) {
        return new BigDecimal(text(value)).longValueExact();
    }

    private static String text(@Nullable String value) {
        if (value == null) {
            throw new IllegalStateException("the server answered NULL for a number");
        }
        return value;
    }
}
