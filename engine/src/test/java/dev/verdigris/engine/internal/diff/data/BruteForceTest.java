package dev.verdigris.engine.internal.diff.data;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import dev.verdigris.core.diff.data.ColumnData;
import dev.verdigris.core.diff.data.Comparison;
import dev.verdigris.core.diff.data.DataDiff;
import dev.verdigris.core.diff.data.DataOptions;
import dev.verdigris.core.diff.data.RowCounts;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The comparison of the server equals one that reads all rows and compares each with each, on random relations. The
 * build takes some; with {@code -Dverdigris.proofs=true} it is a thousand.
 */
@ExtendWith(SandboxExtension.class)
class BruteForceTest {

    private static final int PAIRS = Boolean.getBoolean("verdigris.proofs") ? 1000 : 40;
    private static final int BATCH = 40;
    private static final String LIVE = "brute.force";
    private static final String STAGED = LIVE + "_dbt_deploy";
    private static final List<String> NAMES = List.of("select", "it's", "a \"b\".c", "🜁", "n", "c0", "kind");

    private int keyed;
    private int changed;

    @Test
    void bothFindTheSame(Sandbox sandbox) {
        try (SqlSession session = SqlSession.open(
                ConnectionSettings.of(sandbox.host(), sandbox.port(), "materialize", "materialize"),
                Optional.of("quickstart"),
                notice -> {})) {
            for (int first = 0; first < PAIRS; first += BATCH) {
                batch(session, first, Math.min(BATCH, PAIRS - first));
            }
        }
        // So that the test does not pass for lack of cases.
        assertThat(keyed).isGreaterThan(PAIRS / 10);
        assertThat(changed).isGreaterThan(PAIRS / 10);
    }

    private void batch(SqlSession session, int first, int pairs) {
        String live = Identifier.of(LIVE).sql();
        String staged = Identifier.of(STAGED).sql();
        session.execute("CREATE SCHEMA " + live);
        session.execute("CREATE SCHEMA " + staged);
        List<Case> cases = IntStream.range(first, first + pairs)
                .mapToObj(BruteForceTest::random)
                .toList();
        for (Case each : cases) {
            session.execute(each.view(live, each.live()));
            session.execute(each.view(staged, each.staged()));
        }
        Map<String, Comparison> comparisons = Compared.relations(
                session, LIVE, STAGED, cases.stream().map(Case::name).toList());
        cases.forEach(each -> compare(session, each, comparisons.get(each.name())));
        session.execute("DROP SCHEMA " + live + " CASCADE");
        session.execute("DROP SCHEMA " + staged + " CASCADE");
    }

    /**
     * A pair of views.
     *
     * @param number the seed, which a failure names
     * @param columns the types
     * @param key how many columns from the first one are the key
     * @param live the rows in SQL
     * @param staged the same of the staged side
     */
    private record Case(
            int number, List<RandomColumn> columns, int key, List<List<String>> live, List<List<String>> staged) {

        String name() {
            return "pair \"" + number;
        }

        List<Identifier> names() {
            return NAMES.subList(0, columns.size()).stream().map(Identifier::of).toList();
        }

        String view(String schema, List<List<String>> rows) {
            String list =
                    String.join(", ", names().stream().map(Identifier::sql).toList());
            String values = String.join(
                    ", ",
                    rows.stream().map(row -> "(" + String.join(", ", row) + ")").toList());
            String nothing = String.join(
                    ", ",
                    columns.stream().map(column -> "NULL::" + column.type()).toList());
            return "CREATE VIEW " + schema + "." + Identifier.of(name()).sql() + " (" + list + ") AS "
                    + (rows.isEmpty() ? "SELECT " + nothing + " WHERE false" : "VALUES " + values);
        }
    }

    /** Half of the cases number their rows, so that a key of which the number is a part is often unique. */
    private static Case random(int number) {
        SplittableRandom random = new SplittableRandom(number);
        boolean numbered = random.nextBoolean();
        List<RandomColumn> columns = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            columns.add(RandomColumn.TYPES.get(random.nextInt(RandomColumn.TYPES.size())));
        }
        columns.set(0, numbered ? RandomColumn.NUMBER : columns.get(0));
        List<List<String>> live = new ArrayList<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            List<String> row = new ArrayList<>();
            columns.forEach(column -> row.add(column.value(random)));
            row.set(0, numbered ? (i == 1 ? "NULL" : String.valueOf(i)) : row.get(0));
            live.add(row);
        }
        List<List<String>> staged = new ArrayList<>();
        live.forEach(row -> staged.addAll(next(row, columns, random, numbered)));
        return new Case(number, columns, random.nextInt(columns.size() + 1), live, staged);
    }

    /** What becomes of a row: it stays, changes, disappears or is doubled. */
    private static List<List<String>> next(
            List<String> row, List<RandomColumn> columns, SplittableRandom random, boolean numbered) {
        List<String> other = new ArrayList<>(row);
        int column = random.nextInt(columns.size());
        if (random.nextInt(3) == 0) {
            other.set(column, columns.get(column).value(random));
        }
        return switch (random.nextInt(6)) {
            case 0 -> List.of();
            case 1 -> numbered && random.nextInt(4) > 0 ? List.of(other) : List.of(other, other);
            default -> List.of(other);
        };
    }

    private void compare(SqlSession session, Case pair, Comparison comparison) {
        List<List<String>> live = rows(session, pair, comparison.live().sql());
        List<List<String>> staged = rows(session, pair, comparison.staged().sql());
        DataDiff.Compared found = (DataDiff.Compared) new DataRun(
                        session,
                        comparison.by(pair.names().subList(0, pair.key())),
                        DataOptions.DEFAULTS,
                        InstantSource.system(),
                        InstantSource.system().instant().plus(DataOptions.DEFAULTS.limit()))
                .compare();
        boolean unique = pair.key() > 0 && isUnique(live, pair.key()) && isUnique(staged, pair.key());
        String what = "pair " + pair.number() + ": " + live + " and " + staged;
        assertThat(found.comparison().key().size()).as(what).isEqualTo(unique ? pair.key() : 0);
        RowCounts expected = unique ? byKey(live, staged, pair.key()) : asMultisets(live, staged);
        assertThat(found.rows()).as(what).isEqualTo(expected);
        assertThat(found.samples().isEmpty()).as(what).isEqualTo(expected.isSame());
        for (int i = 0; i < pair.columns().size(); i++) {
            column(what, found.columns().get(i), live, staged, i, unique ? pair.key() : 0);
            assertThat(found.columns().get(i).equal().isPresent()).as(what).isEqualTo(unique && expected.matched() > 0);
        }
        keyed += unique ? 1 : 0;
        changed += expected.isSame() ? 0 : 1;
    }

    private static void column(
            String what, ColumnData found, List<List<String>> live, List<List<String>> staged, int column, int key) {
        assertThat(found.live().nulls()).as(what).isEqualTo(nulls(live, column));
        assertThat(found.staged().nulls()).as(what).isEqualTo(nulls(staged, column));
        assertThat(found.live().distinct().orElseThrow()).as(what).isEqualTo(distinct(live, column));
        assertThat(found.staged().distinct().orElseThrow()).as(what).isEqualTo(distinct(staged, column));
        found.equal().ifPresent(share -> assertThat(share.part()).as(what).isEqualTo(equal(live, staged, column, key)));
    }

    private static List<List<String>> rows(SqlSession session, Case pair, String relation) {
        Rows rows = session.query("SELECT * FROM " + relation);
        return rows.map(row -> IntStream.range(0, pair.columns().size())
                .mapToObj(i -> pair.columns().get(i).meaning(row.at(i)))
                .toList());
    }

    private static boolean isUnique(List<List<String>> rows, int key) {
        Set<List<String>> keys = new HashSet<>();
        return rows.stream().allMatch(row -> keys.add(row.subList(0, key)));
    }

    private static RowCounts asMultisets(List<List<String>> live, List<List<String>> staged) {
        List<List<String>> rest = new ArrayList<>(staged);
        long equal = live.stream().filter(rest::remove).count();
        return new RowCounts(live.size(), staged.size(), equal, 0);
    }

    private static RowCounts byKey(List<List<String>> live, List<List<String>> staged, int key) {
        long equal = live.stream().filter(staged::contains).count();
        long matched = live.stream()
                .filter(row ->
                        staged.stream().anyMatch(other -> other.subList(0, key).equals(row.subList(0, key))))
                .count();
        return new RowCounts(live.size(), staged.size(), equal, matched - equal);
    }

    private static long equal(List<List<String>> live, List<List<String>> staged, int column, int key) {
        Map<List<String>, String> values = new HashMap<>();
        staged.forEach(row -> values.put(row.subList(0, key), row.get(column)));
        return live.stream()
                .filter(row -> Objects.equals(values.get(row.subList(0, key)), row.get(column)))
                .count();
    }

    private static long nulls(List<List<String>> rows, int column) {
        return rows.stream().filter(row -> row.get(column).equals("NULL")).count();
    }

    private static long distinct(List<List<String>> rows, int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(value -> !value.equals("NULL"))
                .distinct()
                .count();
    }
}
