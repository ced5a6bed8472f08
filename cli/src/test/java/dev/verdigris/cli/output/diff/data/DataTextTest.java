package dev.verdigris.cli.output.diff.data;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import dev.verdigris.cli.output.JsonText;
import dev.verdigris.core.diff.data.ColumnData;
import dev.verdigris.core.diff.data.ComparedColumn;
import dev.verdigris.core.diff.data.Comparison;
import dev.verdigris.core.diff.data.Comparison.Reading;
import dev.verdigris.core.diff.data.DataDiff;
import dev.verdigris.core.diff.data.DataDiff.End;
import dev.verdigris.core.diff.data.DataOptions;
import dev.verdigris.core.diff.data.DataPlan;
import dev.verdigris.core.diff.data.DataResult;
import dev.verdigris.core.diff.data.RowCounts;
import dev.verdigris.core.diff.data.Sample;
import dev.verdigris.core.diff.data.Sampling;
import dev.verdigris.core.diff.data.Share;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DataTextTest {

    private static final Identifier ID = Identifier.of("id");
    private static final Identifier NOTE = Identifier.of("note");

    @Test
    void aChangedRelationShowsNumbersColumnsAndSamples() {
        Comparison orders = comparison("orders", Reading.STORED).by(List.of(ID));
        List<ColumnData> columns = List.of(
                column(ID, Optional.of(new Share(9, 9)), 0, 10, 10),
                column(NOTE, Optional.of(new Share(7, 9)), 1, 9, 8));
        Sample changed = new Sample(
                Sample.Kind.CHANGED,
                1,
                List.of(value(ID, "4", Optional.empty()), value(NOTE, "old", Optional.of(text("new")))));
        DataView view = view(new DataDiff.Compared(
                orders,
                10,
                10,
                new RowCounts(10, 10, 7, 2),
                Optional.empty(),
                columns,
                List.of(changed),
                List.of(),
                End.FINISHED));
        assertThat(DataText.lines(view))
                .endsWith(
                        "  different     materialize.shop.orders",
                        "    rows          10 live, 10 staged; compared by key id",
                        "                  7 equal, 2 changed, 1 only live, 1 only staged",
                        "    column        note: equal in 7 of 9 keys (77.7 %); NULL in 0 live, 1 staged;"
                                + " 9 distinct values live, 8 staged",
                        "    changed       id = 4, note = old → new");
        assertThat(JsonText.line(view))
                .contains(
                        "\"equal\":{\"part\":7,\"whole\":9,\"share\":0.777778}",
                        "{\"column\":\"note\",\"value\":\"old\",\"cut\":false,\"changed\":true,\"staged\":\"new\","
                                + "\"stagedCut\":false}");
    }

    @Test
    void aSampleSaysWhatItEstimates() {
        DataView view = view(new DataDiff.Compared(
                comparison("orders", Reading.STORED),
                100_000,
                99_000,
                new RowCounts(1000, 990, 990, 0),
                Optional.of(new Sampling(new BigDecimal("0.01"))),
                List.of(),
                List.of(),
                List.of(),
                End.FINISHED));
        assertThat(DataText.lines(view))
                .endsWith(
                        "    rows          100000 live, 99000 staged; compared whole rows, a sample of 1 %: 1000 live,"
                                + " 990 staged",
                        "                  990 equal, 10 only live, 0 only staged",
                        "    of all rows   0.545 % to 1.84 % only live, 0 % to 0.387 % only staged"
                                + " (with 95 % confidence)");
    }

    @Test
    void aSampleOfNothingEstimatesNothing() {
        DataView view = view(new DataDiff.Compared(
                comparison("orders", Reading.STORED).by(List.of(ID)),
                3,
                40,
                new RowCounts(0, 1, 0, 0),
                Optional.of(new Sampling(new BigDecimal("0.01"))),
                List.of(),
                List.of(),
                List.of(),
                End.FINISHED));
        assertThat(DataText.lines(view))
                .endsWith(
                        "                  0 equal, 0 changed, 0 only live, 1 only staged",
                        "    of all rows   20.7 % to 100 % only staged (with 95 % confidence)");
        assertThat(JsonText.line(view)).contains("\"shares\":{\"onlyStaged\":{\"part\":1,\"whole\":1,");
    }

    @Test
    void keysWithoutTheirValuesAreNeitherTheSameNorDifferent() {
        DataView view = view(new DataDiff.Compared(
                comparison("orders", Reading.STORED).by(List.of(ID)),
                3,
                3,
                new RowCounts(3, 3, 3, 0, false),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of("The time limit was over before the rest was counted."),
                End.OUT_OF_TIME));
        assertThat(DataText.lines(view))
                .endsWith(
                        "  not compared  materialize.shop.orders",
                        "    rows          3 live, 3 staged; compared by key id",
                        "                  3 keys on both sides, 0 only live, 0 only staged",
                        "    The time limit was over before the rest was counted.");
        assertThat(view.unknown()).isEqualTo(1);
        assertThat(JsonText.line(view)).contains("\"matched\":3,\"onlyLive\":0").doesNotContain("\"equal\"");
    }

    @Test
    void whatIsTheSameIsOneLine() {
        RowCounts same = new RowCounts(3, 3, 3, 0);
        DataView view = view(compared("a", same), compared("b", same));
        assertThat(DataText.lines(view))
                .endsWith("2 relations have the same rows on both sides: materialize.shop.a (3 rows),"
                        + " materialize.shop.b (3 rows).");
    }

    @Test
    void whatWasNotComparedIsNeverTheSame() {
        Comparison view = comparison("slow", Reading.COMPUTED);
        DataView data =
                view(new DataDiff.NotCompared(view, "The time limit was over before an answer.", End.OUT_OF_TIME));
        assertThat(DataText.lines(data))
                .contains("  Not stored, and so computed for the comparison: materialize.shop.slow."
                        + " An index on the view avoids that.")
                .endsWith("  not compared  materialize.shop.slow", "    The time limit was over before an answer.");
    }

    @Test
    void theCostAloneComparesNothing() {
        DataView view = DataView.of(DataResult.ofCost(plan(comparison("a", Reading.STORED))));
        assertThat(DataText.lines(view))
                .containsExactly(
                        "",
                        "Rows (not compared yet)",
                        "  The comparison reads all rows of 1 relation on both sides, on the default cluster of the"
                                + " session.",
                        "  Each relation has at most 5 min, all together at most 5 min.",
                        "  Distinct values are counted, which needs memory on the server for each column.");
    }

    private static DataView view(DataDiff... found) {
        DataPlan plan = plan(List.of(found).stream().map(DataDiff::comparison).toArray(Comparison[]::new));
        return DataView.of(new DataResult(plan, List.of(found), false));
    }

    private static DataPlan plan(Comparison... comparisons) {
        return new DataPlan(List.of(comparisons), Optional.empty(), Optional.empty(), DataOptions.DEFAULTS);
    }

    private static DataDiff compared(String name, RowCounts rows) {
        return new DataDiff.Compared(
                comparison(name, Reading.STORED),
                rows.live(),
                rows.staged(),
                rows,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                End.FINISHED);
    }

    private static Comparison comparison(String name, Reading reading) {
        ObjectName live = ObjectName.of("materialize", "shop", name);
        ComparedColumn id = new ComparedColumn(ID, "integer", "integer", Optional.empty());
        ComparedColumn note = new ComparedColumn(NOTE, "text", "text", Optional.empty());
        return new Comparison(
                live,
                live.in(live.schema().withSuffix("_dbt_deploy")),
                List.of(id, note),
                List.of(),
                List.of(),
                List.of(),
                reading,
                reading);
    }

    private static ColumnData column(Identifier name, Optional<Share> equal, long nulls, long live, long staged) {
        return new ColumnData(
                name,
                equal,
                new ColumnData.Values(0, OptionalLong.of(live)),
                new ColumnData.Values(nulls, OptionalLong.of(staged)));
    }

    private static Sample.Value value(Identifier column, String text, Optional<Sample.Text> staged) {
        return new Sample.Value(column, text(text), staged);
    }

    private static Sample.Text text(String value) {
        return new Sample.Text(Optional.of(value), false);
    }
}
