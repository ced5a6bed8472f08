package dev.verdigris.engine.internal.diff.data;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.diff.data.ColumnData;
import dev.verdigris.core.diff.data.Comparison;
import dev.verdigris.core.diff.data.DataDiff;
import dev.verdigris.core.diff.data.DataDiff.End;
import dev.verdigris.core.diff.data.DataOptions;
import dev.verdigris.core.diff.data.RowCounts;
import dev.verdigris.core.diff.data.Sample;
import dev.verdigris.core.diff.data.Sampling;
import dev.verdigris.core.diff.data.Share;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The rows of two relations of the sandbox are compared by the sandbox. */
@ExtendWith(SandboxExtension.class)
class DataRunTest {

    private static final String LIVE = "rows \"live\"";
    private static final String STAGED = LIVE + "_dbt_deploy";

    private final Sandbox sandbox;
    private SqlSession session;

    DataRunTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.session = open();
    }

    private SqlSession open() {
        return SqlSession.open(
                ConnectionSettings.of(sandbox.host(), sandbox.port(), "materialize", "materialize"),
                Optional.of("quickstart"),
                notice -> {});
    }

    @BeforeEach
    void create() {
        session.execute("CREATE SCHEMA " + Identifier.of(LIVE).sql());
        session.execute("CREATE SCHEMA " + Identifier.of(STAGED).sql());
    }

    @AfterEach
    void drop() {
        session.execute("DROP SCHEMA " + Identifier.of(LIVE).sql() + " CASCADE");
        session.execute("DROP SCHEMA " + Identifier.of(STAGED).sql() + " CASCADE");
        session.close();
    }

    @Test
    void wholeRowsAreCountedAsOftenAsTheyAre() {
        view(LIVE, "VALUES (1, 'a'), (1, 'a'), (1, 'a'), (2, NULL), (NULL, NULL)", "n", "t");
        view(STAGED, "VALUES (1, 'a'), (2, NULL), (2, NULL), (NULL, NULL), (4, 'd')", "n", "t");
        DataDiff.Compared found = compared(compare(DataOptions.DEFAULTS));
        assertThat(found.rows()).isEqualTo(new RowCounts(5, 5, 3, 0));
        assertThat(found.rows().onlyLive()).isEqualTo(2);
        assertThat(found.rows().onlyStaged()).isEqualTo(2);
        assertThat(found.samples().stream().map(DataRunTest::shown))
                .containsExactly("only live ×2: n=1, t=a", "only staged ×1: n=2, t=NULL", "only staged ×1: n=4, t=d");
        assertThat(found.columns().stream().map(DataRunTest::shown))
                .containsExactly("n: NULL 1→1, distinct 2→3", "t: NULL 2→3, distinct 1→2");
        assertThat(found.end()).isEqualTo(End.FINISHED);
    }

    @Test
    void byKeyARowIsChangedAndTheColumnsShowHowMuch() {
        view(LIVE, "VALUES (1, 'a', 1.0), (2, 'b', 2), (NULL, 'c', 3), (5, NULL, 5)", "the key", "select", "n");
        view(STAGED, "VALUES (1, 'a', 1.00), (2, 'x', 2), (NULL, 'c', 4), (6, NULL, 5)", "the key", "select", "n");
        DataDiff.Compared found = compared(compare(DataOptions.DEFAULTS, "the key"));
        assertThat(found.rows()).isEqualTo(new RowCounts(4, 4, 1, 2));
        assertThat(found.samples().stream().map(DataRunTest::shown))
                .containsExactly(
                        "only live ×1: the key=5, select=NULL, n=5",
                        "only staged ×1: the key=6, select=NULL, n=5",
                        "changed ×1: the key=2, select=b→x",
                        "changed ×1: the key=NULL, n=3→4");
        assertThat(found.columns().stream()
                        .map(column -> column.equal().orElseThrow().part()))
                .containsExactly(3L, 2L, 2L);
    }

    @Test
    void aKeyThatIsNotUniqueIsNamedAndWholeRowsAreCompared() {
        view(LIVE, "VALUES (1, 'a'), (1, 'b')", "k", "t");
        view(STAGED, "VALUES (1, 'a'), (2, 'b')", "k", "t");
        DataDiff.Compared found = compared(compare(DataOptions.DEFAULTS, "k"));
        assertThat(found.rows()).isEqualTo(new RowCounts(2, 2, 1, 0));
        assertThat(found.comparison().key()).isEmpty();
        assertThat(found.remarks())
                .containsExactly("The key (k) is not unique: 1 key of the live side and 0 keys of the staged side have"
                        + " several rows. So whole rows are compared.");
    }

    @Test
    void equalRowsNeedNoSamples() {
        view(LIVE, "VALUES (1)", "k");
        view(STAGED, "VALUES (1)", "k");
        Comparison comparison = Compared.relations(session, LIVE, STAGED, "the.rows");
        sandbox.statementLog().clear();
        DataDiff.Compared found = compared(run(comparison, DataOptions.DEFAULTS).compare());
        assertThat(found.rows().isSame()).isTrue();
        // The transaction, the numbers of rows, and those of the columns.
        assertThat(sandbox.statementLog().roundTrips()).isEqualTo(4);
    }

    @Test
    void emptyRelationsAreTheSame() {
        view(LIVE, "SELECT 1, 2 WHERE false", "k", "v");
        view(STAGED, "SELECT 1, 2 WHERE false", "k", "v");
        assertThat(compared(compare(DataOptions.DEFAULTS)).rows()).isEqualTo(new RowCounts(0, 0, 0, 0));
        assertThat(compared(compare(DataOptions.DEFAULTS, "k")).rows()).isEqualTo(new RowCounts(0, 0, 0, 0));
    }

    @Test
    void aLongValueIsCut() {
        view(LIVE, "SELECT repeat('🜁', 201)", "t");
        view(STAGED, "SELECT repeat('🜁', 200)", "t");
        List<Sample> samples = compared(compare(DataOptions.DEFAULTS)).samples();
        assertThat(samples.get(0).values().get(0).text().toString()).isEqualTo("🜁".repeat(200) + "…");
        assertThat(samples.get(1).values().get(0).text().toString()).isEqualTo("🜁".repeat(200));
    }

    @Test
    void columnsOfOneSideAreLeftOutAndRetypedOnesAreCast() {
        view(LIVE, "SELECT 1::int, 'x'::text, 2::smallint, DATE '2026-01-01'", "a", "gone", "b", "c");
        view(STAGED, "SELECT 1::bigint, 'y'::text, 2.0::numeric, '2026-01-01'::text", "a", "new", "b", "c");
        DataDiff.Compared found = compared(compare(DataOptions.DEFAULTS));
        assertThat(found.rows()).isEqualTo(new RowCounts(1, 1, 1, 0));
        assertThat(found.remarks())
                .containsExactly(
                        "Only the live side has column gone. Its values are not compared.",
                        "Only the staged side has column new. Its values are not compared.",
                        "Column a is integer on the live side and bigint on the staged side. It is compared as bigint.",
                        "Column b is smallint on the live side and numeric on the staged side."
                                + " It is compared as numeric.",
                        "Column c is date on the live side and text on the staged side. It is compared as text.");
    }

    @Test
    void withoutACommonColumnNothingIsCompared() {
        view(LIVE, "SELECT 1", "a");
        view(STAGED, "SELECT 1", "b");
        assertThat(compare(DataOptions.DEFAULTS))
                .isInstanceOfSatisfying(
                        DataDiff.NotCompared.class,
                        none -> assertThat(none.end()).isEqualTo(End.REFUSED));
    }

    @Test
    void listsAndMapsAreComparedAsText() {
        view(LIVE, "SELECT LIST['a', 'b'], MAP['k' => 1]", "l", "m");
        view(STAGED, "SELECT LIST['a', 'c'], MAP['k' => 1]", "l", "m");
        DataDiff.Compared found = compared(compare(DataOptions.DEFAULTS));
        assertThat(found.rows()).isEqualTo(new RowCounts(1, 1, 0, 0));
        assertThat(found.remarks())
                .containsExactly(
                        "Column l of type list is compared as text.", "Column m of type map is compared as text.");
    }

    /** 1.0 and 1.00 are equal, so both sides must take the same rows. */
    @Test
    void aSampleTakesTheSameRowsOfBothSides() {
        view(LIVE, "SELECT i::numeric, 'row ' || i FROM generate_series(1, 5000) AS g(i)", "k", "t");
        view(STAGED, "SELECT i::numeric + 0.00, 'row ' || i FROM generate_series(1, 5000) AS g(i)", "k", "t");
        DataOptions tenth = sampled("0.1");
        for (DataDiff.Compared found : List.of(compared(compare(tenth)), compared(compare(tenth, "k")))) {
            assertThat(found.rows().isSame()).isTrue();
            assertThat(found.rows().live()).isBetween(400L, 600L);
            assertThat(found.liveRows()).isEqualTo(5000);
            assertThat(found.stagedRows()).isEqualTo(5000);
            assertThat(found.sampling()).contains(new Sampling(new BigDecimal("0.1")));
        }
    }

    /** Of ten intervals for 95 % confidence, on average half a one does not contain the true share. */
    @Test
    void aSampleEstimatesTheShareOfEqualValues() {
        session.execute("CREATE TABLE " + Identifier.of(LIVE).sql() + ".part (n int)");
        session.execute("INSERT INTO " + Identifier.of(LIVE).sql() + ".part VALUES (0)");
        String part =
                " FROM generate_series(1, 4000) AS g(i), " + Identifier.of(LIVE).sql() + ".part AS p";
        view(LIVE, "SELECT n * 4000 + i, i % 2" + part, "k", "v");
        view(STAGED, "SELECT n * 4000 + i, 0" + part, "k", "v");
        int right = 0;
        for (int i = 0; i < 10; i++) {
            Share equal = compared(compare(sampled("0.1"), "k"))
                    .columns()
                    .get(1)
                    .equal()
                    .orElseThrow();
            right += equal.low() <= 0.5 && 0.5 <= equal.high() ? 1 : 0;
            assertThat(equal.high() - equal.low()).isBetween(0.08, 0.12);
            session.execute("UPDATE " + Identifier.of(LIVE).sql() + ".part SET n = n + 1");
        }
        assertThat(right).isGreaterThanOrEqualTo(8);
    }

    @Test
    void withoutAFittingColumnAllRowsAreCompared() {
        view(LIVE, "SELECT '1.0'::jsonb", "i");
        view(STAGED, "SELECT '1.00'::jsonb", "i");
        DataDiff.Compared found = compared(compare(sampled("0.01")));
        assertThat(found.rows()).isEqualTo(new RowCounts(1, 1, 1, 0));
        assertThat(found.sampling()).isEmpty();
        assertThat(found.remarks())
                .containsExactly("No column is fit to choose a sample by, so all rows were compared.");
    }

    @Test
    void aRefusedQueryIsTheReasonAndTheSessionStaysUsable() {
        view(LIVE, "SELECT 1 / (1 - a) FROM (VALUES (1)) AS v(a)", "q");
        view(STAGED, "SELECT 1", "q");
        assertThat(compare(DataOptions.DEFAULTS))
                .isInstanceOfSatisfying(
                        DataDiff.NotCompared.class,
                        none -> assertThat(none.why())
                                .startsWith("The server refused: ")
                                .contains("division by zero"));
        assertThat(session.query("SELECT 1").size()).isEqualTo(1);
    }

    @Test
    void theTimeLimitEndsTheQueryOnTheServer() {
        view(LIVE, "SELECT 1", "held on purpose");
        view(STAGED, "SELECT 1", "held on purpose");
        try (SqlSession other = open()) {
            other.query("SELECT mz_sandbox.hold_statements('held on purpose')");
            try {
                DataOptions brief =
                        new DataOptions(Map.of(), List.of(), Optional.empty(), 5, true, Duration.ofSeconds(1));
                assertThat(compare(brief))
                        .isInstanceOfSatisfying(
                                DataDiff.NotCompared.class,
                                none -> assertThat(none.end()).isEqualTo(End.OUT_OF_TIME));
            } finally {
                other.query("SELECT mz_sandbox.release_statements()");
            }
        }
        assertThat(session.query("SELECT 1").size()).isEqualTo(1);
    }

    /** Materialize groups 0 and -0 apart, and PostgreSQL takes a month as 30 days. */
    @Test
    void zerosAreEqualAndAMonthIsNot30Days() {
        view(LIVE, "SELECT 1, '-0'::double precision, '-0'::real, INTERVAL '1 month'", "k", "d", "r", "i");
        view(STAGED, "SELECT 1, '0'::double precision, '0'::real, INTERVAL '30 days'", "k", "d", "r", "i");
        DataDiff.Compared found = compared(compare(DataOptions.DEFAULTS, "k"));
        assertThat(found.samples().stream().map(DataRunTest::shown))
                .containsExactly("changed ×1: k=1, i=1 mon→30 days");
        assertThat(found.remarks()).containsExactly("Column i of type interval is compared as text.");
    }

    @Test
    void theKeysThatWereCountedAreKeptIfTheTimeIsOverBeforeTheirValues() {
        view(LIVE, "VALUES (1, 'a'), (2, 'b')", "k", "t");
        view(STAGED, "VALUES (1, 'a'), (2, 'x')", "k", "t");
        DataDiff.Compared found = whileHeld("n_before", "k");
        assertThat(found.rows()).isEqualTo(new RowCounts(2, 2, 2, 0, false));
        assertThat(found.rows().isSame()).isFalse();
        assertThat(found.rows().isDifferent()).isFalse();
        assertThat(found.end()).isEqualTo(End.OUT_OF_TIME);
        assertThat(found.remarks()).containsExactly("The time limit was over before the rest was counted.");
    }

    @Test
    void theChangesAreKeptIfTheTimeIsOverBeforeTheSamplesOrTheColumns() {
        view(LIVE, "VALUES (1, 'a'), (2, 'b')", "k", "t");
        view(STAGED, "VALUES (1, 'a'), (2, 'x')", "k", "t");
        DataDiff.Compared withoutSamples = whileHeld("AS samples", "k");
        assertThat(withoutSamples.rows()).isEqualTo(new RowCounts(2, 2, 1, 1));
        assertThat(withoutSamples.samples()).isEmpty();
        DataDiff.Compared withoutColumns = whileHeld("AS p0", "k");
        assertThat(withoutColumns.rows()).isEqualTo(new RowCounts(2, 2, 1, 1));
        assertThat(withoutColumns.samples()).hasSize(1);
        assertThat(withoutColumns.columns()).isEmpty();
    }

    @Test
    void theKeysThatWereCountedAreKeptIfTheServerRefusesToCompareTheirValues() {
        view(LIVE, "SELECT a, 1 / (1 - a) FROM (VALUES (1)) AS v(a)", "k", "q");
        view(STAGED, "SELECT a, 1 / a FROM (VALUES (1), (2)) AS v(a)", "k", "q");
        DataDiff.Compared found = compared(compare(DataOptions.DEFAULTS, "k"));
        assertThat(found.rows()).isEqualTo(new RowCounts(1, 2, 1, 0, false));
        assertThat(found.rows().isDifferent()).isTrue();
        assertThat(found.end()).isEqualTo(End.REFUSED);
        assertThat(found.remarks())
                .singleElement()
                .asString()
                .startsWith("The rest was not counted. The server refused: ")
                .contains("division by zero");
    }

    /** Compares in one second, while the server holds the statements with a text. */
    private DataDiff.Compared whileHeld(String text, String... key) {
        try (SqlSession other = open()) {
            other.query("SELECT mz_sandbox.hold_statements('" + text + "')");
            try {
                return compared(compare(
                        new DataOptions(Map.of(), List.of(), Optional.empty(), 5, true, Duration.ofSeconds(1)), key));
            } finally {
                other.query("SELECT mz_sandbox.release_statements()");
            }
        }
    }

    private static DataOptions sampled(String share) {
        DataOptions all = DataOptions.DEFAULTS;
        return new DataOptions(
                all.keys(),
                all.declared(),
                Optional.of(new Sampling(new BigDecimal(share))),
                all.samples(),
                true,
                all.limit());
    }

    private void view(String schema, String query, String... columns) {
        String names = String.join(
                ", ",
                List.of(columns).stream().map(name -> Identifier.of(name).sql()).toList());
        session.execute("CREATE VIEW " + Identifier.of(schema).sql() + ".\"the.rows\" (" + names + ") AS " + query);
    }

    private DataDiff compare(DataOptions options, String... key) {
        Comparison comparison = Compared.relations(session, LIVE, STAGED, "the.rows");
        List<Identifier> columns = List.of(key).stream().map(Identifier::of).toList();
        return run(comparison.by(columns), options).compare();
    }

    private DataRun run(Comparison comparison, DataOptions options) {
        InstantSource clock = InstantSource.system();
        return new DataRun(session, comparison, options, clock, clock.instant().plus(options.limit()));
    }

    private static DataDiff.Compared compared(DataDiff found) {
        assertThat(found).isInstanceOf(DataDiff.Compared.class);
        return (DataDiff.Compared) found;
    }

    private static String shown(Sample sample) {
        return sample.kind().words() + " ×" + sample.times() + ": "
                + String.join(
                        ", ",
                        sample.values().stream()
                                .map(value -> value.column() + "=" + value.text()
                                        + value.staged().map(text -> "→" + text).orElse(""))
                                .toList());
    }

    private static String shown(ColumnData column) {
        return column.name() + ": NULL " + column.live().nulls() + "→"
                + column.staged().nulls() + ", distinct "
                + column.live().distinct().getAsLong() + "→"
                + column.staged().distinct().getAsLong();
    }
}
