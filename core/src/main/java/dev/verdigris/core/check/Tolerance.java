package dev.verdigris.core.check;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.core.text.Count;

/** The amount of failure with which a check still passes. */
public sealed interface Tolerance {

    /** No failing row. */
    Tolerance NONE = new Rows(0);

    /**
     * A number of failing rows.
     *
     * @param most the largest number; from 0 to {@link #MOST_ROWS}
     */
    record Rows(int most) implements Tolerance {
        @Override
        public String toString() {
            return Count.of(most, "row");
        }
    }

    /**
     * A share: of the value of the other side, or of the rows of the relation.
     *
     * @param percent the largest share; from 0 to 100
     */
    record Percent(BigDecimal percent) implements Tolerance {
        /** The number as SQL. */
        String sql() {
            return percent.toPlainString();
        }

        @Override
        public String toString() {
            return sql() + " %";
        }
    }

    /** The largest number of rows: a run reads that many and one more. */
    int MOST_ROWS = 10_000;

    /** Reads {@code 3 rows}, {@code 1 row} or {@code 0.5 %}; empty for anything else. */
    static Optional<Tolerance> parse(String text) {
        Matcher written =
                Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)\\s*(rows?|%)").matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(written.group(1));
        if (written.group(2).equals("%")) {
            return number.compareTo(BigDecimal.valueOf(100)) > 0 ? Optional.empty() : Optional.of(new Percent(number));
        }
        return number.scale() > 0 || number.intValueExact() > MOST_ROWS
                ? Optional.empty()
                : Optional.of(new Rows(number.intValueExact()));
    }

    /** The number of failing rows with which a check passes. */
    default int rows() {
        return switch (this) {
            case Rows rows -> rows.most();
            case Percent percent -> 0;
        };
    }
}
