package dev.verdigris.core.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.text.DurationText;

/** A check without SQL of the user's own. Its names are those of production. */
sealed interface Template {

    /** The relation or sink that it is about. */
    ObjectName of();

    /** What must hold, as a clause for messages. */
    String expects();

    /** A template that compares one value of both sides. */
    sealed interface Compared extends Template {}

    /** A template that asks the system catalog about its object. */
    sealed interface OfCatalog extends Template {}

    /** A template whose rows are those of relations of one side. */
    sealed interface OfRows extends Template {}

    /** The number of rows is near that of the other side. */
    record RowCount(ObjectName of, Tolerance.Percent within) implements Compared {
        @Override
        public String expects() {
            return "the number of rows of " + of + " differs by at most " + within + " from the other side";
        }
    }

    /** An aggregate is near that of the other side. */
    record Reconciliation(ObjectName of, String aggregate, Tolerance.Percent within) implements Compared {
        @Override
        public String expects() {
            return aggregate + " of " + of + " differs by at most " + within + " from the other side";
        }
    }

    /** A quantile of a column is near that of the other side. */
    record Quantile(ObjectName of, Identifier column, BigDecimal quantile, Tolerance.Percent within)
            implements Compared {
        @Override
        public String expects() {
            return "quantile " + quantile.toPlainString() + " of " + column + " of " + of + " differs by at most "
                    + within + " from the other side";
        }
    }

    /** There is a row. */
    record NotEmpty(ObjectName of) implements OfRows {
        @Override
        public String expects() {
            return of + " has at least 1 row";
        }
    }

    /** No two rows have the same values in these columns. */
    record Unique(ObjectName of, List<Identifier> columns) implements OfRows {
        @Override
        public String expects() {
            return list(columns) + " of " + of + " is unique";
        }
    }

    /** None of these columns is NULL. */
    record NotNull(ObjectName of, List<Identifier> columns) implements OfRows {
        @Override
        public String expects() {
            return list(columns) + " of " + of + " is never NULL";
        }
    }

    /** A column has only the listed values, or NULL. The values are SQL. */
    record AcceptedValues(ObjectName of, Identifier column, String values) implements OfRows {
        @Override
        public String expects() {
            return column + " of " + of + " is one of " + values;
        }
    }

    /** A column is within limits, or NULL. The limits are SQL, and one of them is there. */
    record Range(ObjectName of, Identifier column, Optional<String> min, Optional<String> max) implements OfRows {
        @Override
        public String expects() {
            String from = min.map(limit -> " at least " + limit).orElse("");
            String to = max.map(limit -> " at most " + limit).orElse("");
            return column + " of " + of + " is" + from + (min.isPresent() && max.isPresent() ? " and" : "") + to;
        }
    }

    /** The largest time of a column is not older than this. */
    record Freshness(ObjectName of, Identifier column, Duration age) implements OfRows {
        @Override
        public String expects() {
            return "the latest " + column + " of " + of + " is at most " + DurationText.of(age) + " old";
        }
    }

    /** Every value of a column that is not NULL is in a column of another relation. */
    record Referential(ObjectName of, Identifier column, ObjectName other, Identifier key) implements OfRows {
        @Override
        public String expects() {
            return "each " + column + " of " + of + " exists as " + key + " of " + other;
        }
    }

    /** At most a share of the rows repeats another row in these columns. */
    record DuplicateRate(ObjectName of, List<Identifier> columns, Tolerance.Percent most) implements OfRows {
        @Override
        public String expects() {
            return "at most " + most + " of the rows of " + of + " repeat a " + list(columns);
        }
    }

    /** A condition is true for each row. */
    record EachRow(ObjectName of, String expression) implements OfRows {
        @Override
        public String expects() {
            return "each row of " + of + " satisfies " + expression;
        }
    }

    /** The columns are exactly these, in this order. */
    record SchemaContract(ObjectName of, List<ContractColumn> columns) implements OfCatalog {
        @Override
        public String expects() {
            return of + " has the " + columns.size() + " columns of its contract";
        }
    }

    /** A materialized view, table, source or sink lags by at most so much. */
    record Lag(ObjectName of, Duration age) implements OfCatalog {
        @Override
        public String expects() {
            return of + " lags by at most " + DurationText.of(age);
        }
    }

    /**
     * One column of a contract.
     *
     * @param name its name
     * @param type its type as the catalog names it
     * @param required whether it must not be nullable; otherwise it may be either
     */
    record ContractColumn(Identifier name, String type, boolean required) {}

    private static String list(List<Identifier> columns) {
        return columns.stream().map(Identifier::toString).collect(Collectors.joining(", "));
    }
}
