package dev.verdigris.core.diff.data;

import java.util.List;
import java.util.Optional;

/** What the comparison of one pair of relations has found. */
public sealed interface DataDiff {

    /** What was compared. */
    Comparison comparison();

    /**
     * The rows were compared.
     *
     * @param comparison what was compared; without its key if the key was not unique
     * @param liveRows all rows of the live side
     * @param stagedRows all rows of the staged side
     * @param rows the rows that were compared: all, or those of the sample
     * @param sampling the share of the rows that were compared; empty means all
     * @param columns what was counted in each column; empty if the time was over before
     * @param samples some of the rows in which the sides differ; empty if the time was over before
     * @param remarks what the reader should know, as sentences
     * @param end whether it was finished
     */
    record Compared(
            Comparison comparison,
            long liveRows,
            long stagedRows,
            RowCounts rows,
            Optional<Sampling> sampling,
            List<ColumnData> columns,
            List<Sample> samples,
            List<String> remarks,
            End end)
            implements DataDiff {

        public Compared {
            columns = List.copyOf(columns);
            samples = List.copyOf(samples);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * The rows were not compared.
     *
     * @param comparison what should have been compared
     * @param why the reason, as a sentence
     * @param end how it ended
     */
    record NotCompared(Comparison comparison, String why, End end) implements DataDiff {}

    /** How a comparison ended. */
    enum End {
        /** All of it was done. */
        FINISHED,
        /** The time limit was over. */
        OUT_OF_TIME,
        /** The server refused a query, or there is nothing to compare. */
        REFUSED
    }
}
