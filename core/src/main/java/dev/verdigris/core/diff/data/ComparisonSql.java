package dev.verdigris.core.diff.data;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.verdigris.core.name.ObjectName;

/**
 * The queries of a comparison. The server counts and chooses the samples; it answers with one or two rows of counts, or
 * with the samples. The columns are {@code c0}, {@code c1} and so on inside, so that no name of a user meets one of
 * these queries.
 *
 * <p>Rows are matched by {@code GROUP BY} and {@code PARTITION BY}, for which NULL equals NULL on every server. A join
 * would need {@code IS NOT DISTINCT FROM}, by which PostgreSQL cannot join without comparing each row with each other.
 */
public final class ComparisonSql {

    /** The most characters of a value in a sample. One more is asked for, which shows that a value is longer. */
    public static final int LONGEST_VALUE = 200;

    private final Comparison comparison;
    private final Optional<String> taken;

    /** The queries over all rows, or over a share. Without a fitting column the share is ignored, see {@link #isSampled}. */
    public ComparisonSql(Comparison comparison, Optional<Sampling> sampling) {
        this.comparison = comparison;
        List<ComparedColumn> hashed = comparison.columns().stream()
                .filter(column -> comparison.key().isEmpty() || comparison.isKey(column))
                .toList();
        this.taken = sampling.flatMap(share -> share.condition(hashed));
    }

    /** Whether a share of the rows is compared. */
    public boolean isSampled() {
        return taken.isPresent();
    }

    /**
     * The numbers of rows, as one row: all live, all staged, compared live, compared staged, and then, without a key,
     * the rows that are equal; with a key, the keys that have several rows on the live side, the same on the staged side,
     * and the keys that both sides have. All are sums over groups, so none is known for no rows: they are 0.
     */
    public String rows() {
        List<ComparedColumn> by = comparison.key().isEmpty()
                ? comparison.columns()
                : comparison.columns().stream().filter(comparison::isKey).toList();
        String columns = list(by, i -> "c" + i);
        String counts = comparison.key().isEmpty()
                ? "coalesce(sum(least(l, s)), 0)"
                : "count(*) FILTER (WHERE l > 1), count(*) FILTER (WHERE s > 1), count(*) FILTER (WHERE l > 0 AND s > 0)";
        return "WITH " + sides(by)
                + ",\ngrouped AS (SELECT " + columns + ", sum(l) AS l, sum(s) AS s FROM (SELECT " + columns
                + ", 1 AS l, 0 AS s FROM live UNION ALL SELECT " + columns
                + ", 0 AS l, 1 AS s FROM staged) AS both_sides GROUP BY " + columns + ")\n"
                + "SELECT " + whole(comparison.live(), "l") + ", " + whole(comparison.staged(), "s")
                + ", coalesce(sum(l), 0), coalesce(sum(s), 0), " + counts + " FROM grouped";
    }

    private String whole(ObjectName relation, String count) {
        return isSampled() ? "(SELECT count(*) FROM " + relation.sql() + ")" : "coalesce(sum(" + count + "), 0)";
    }

    /**
     * The keys of which both sides have a row, with other values: their number, and for each column outside the key the
     * number of those in which it differs. For a comparison with a key.
     */
    public String changes() {
        String counts = columns(false)
                .mapToObj(i -> ", count(*) FILTER (WHERE c" + i + " IS DISTINCT FROM s" + i + ")")
                .collect(Collectors.joining());
        return "WITH " + matched() + "\nSELECT count(*)" + counts + " FROM matched WHERE n > 0 AND n_before < 0";
    }

    /**
     * Per side, first the live one: the number of values that are not NULL of each column, and then, if requested, the
     * number of distinct ones of each.
     */
    public String values(boolean distinct) {
        return "WITH " + sides(comparison.columns()) + "\nSELECT * FROM (SELECT 0 AS side, " + counted(distinct)
                + " FROM live UNION ALL SELECT 1 AS side, " + counted(distinct)
                + " FROM staged) AS counted ORDER BY side";
    }

    private String counted(boolean distinct) {
        String present = list(comparison.columns(), i -> "count(c" + i + ") AS p" + i);
        return distinct
                ? present + ", " + list(comparison.columns(), i -> "count(DISTINCT c" + i + ") AS d" + i)
                : present;
    }

    /**
     * At most {@code most} samples of each kind, in an order that the values give. A row has the kind ({@link
     * Sample.Kind#code}), the number of such rows, and for each column its value, and with a key also the value of the
     * staged side and whether both differ. Of a row that only one side has, the value is that of this side.
     */
    public String samples(int most) {
        List<String> order = order();
        return comparison.key().isEmpty() ? samplesOfRows(most, order) : samplesByKey(most, order);
    }

    private String samplesOfRows(int most, List<String> order) {
        String columns = list(comparison.columns(), i -> "c" + i);
        String texts = list(comparison.columns(), i -> text("c" + i));
        return "WITH " + differing() + "\nSELECT kind, n, " + texts + " FROM ("
                + limited(Sample.Kind.ONLY_LIVE, "n, " + columns, "differing WHERE n > 0", order, most) + " UNION ALL "
                + limited(Sample.Kind.ONLY_STAGED, "-n AS n, " + columns, "differing WHERE n < 0", order, most)
                + ") AS samples ORDER BY kind, " + String.join(", ", order);
    }

    private String samplesByKey(int most, List<String> order) {
        String columns = "1 AS n, " + list(comparison.columns(), i -> "c" + i) + others();
        String texts = IntStream.range(0, comparison.columns().size())
                .mapToObj(i -> comparison.isKey(comparison.columns().get(i))
                        ? text("c" + i)
                        : text("c" + i) + ", " + text("s" + i) + ", c" + i + " IS DISTINCT FROM s" + i)
                .collect(Collectors.joining(", "));
        return "WITH " + matched() + "\nSELECT kind, n, " + texts + " FROM ("
                + limited(Sample.Kind.CHANGED, columns, "matched WHERE n > 0 AND n_before < 0", order, most)
                + " UNION ALL "
                + limited(Sample.Kind.ONLY_LIVE, columns, "matched WHERE n > 0 AND n_before IS NULL", order, most)
                + " UNION ALL "
                + limited(Sample.Kind.ONLY_STAGED, columns, "matched WHERE n < 0 AND n_after IS NULL", order, most)
                + ") AS samples ORDER BY kind, " + String.join(", ", order);
    }

    private static String limited(Sample.Kind kind, String columns, String from, List<String> order, int most) {
        return "(SELECT " + kind.code() + " AS kind, " + columns + " FROM " + from + " ORDER BY "
                + String.join(", ", order) + " LIMIT " + most + ")";
    }

    /** The columns of the key, or all. */
    private List<String> order() {
        return (comparison.key().isEmpty()
                        ? IntStream.range(0, comparison.columns().size())
                        : columns(true))
                .mapToObj(i -> "c" + i)
                .toList();
    }

    private static String text(String value) {
        return "left(" + value + "::text, " + (LONGEST_VALUE + 1) + ")";
    }

    /** The rows that one side has more often than the other, by how much; negative if that is the staged side. */
    private String differing() {
        String columns = list(comparison.columns(), i -> "c" + i);
        return sides(comparison.columns())
                + ",\ndiffering AS (SELECT " + columns + ", sum(n) AS n FROM (SELECT " + columns
                + ", 1 AS n FROM live UNION ALL SELECT " + columns
                + ", -1 AS n FROM staged) AS both_sides GROUP BY " + columns + " HAVING sum(n) <> 0)";
    }

    /** The same by key. Of a key that both sides have, the staged row is before the live one, which sees its values. */
    private String matched() {
        String window = " OVER (PARTITION BY "
                + columns(true).mapToObj(i -> "c" + i).collect(Collectors.joining(", ")) + " ORDER BY n)";
        return differing() + ",\nmatched AS (SELECT n, " + list(comparison.columns(), i -> "c" + i)
                + columns(false)
                        .mapToObj(i -> ", lag(c" + i + ")" + window + " AS s" + i)
                        .collect(Collectors.joining())
                + ", lag(n)" + window + " AS n_before, lead(n)" + window + " AS n_after FROM differing)";
    }

    private String others() {
        return columns(false).mapToObj(i -> ", s" + i).collect(Collectors.joining());
    }

    private IntStream columns(boolean key) {
        return IntStream.range(0, comparison.columns().size())
                .filter(i -> comparison.isKey(comparison.columns().get(i)) == key);
    }

    private String sides(List<ComparedColumn> columns) {
        return side("live", comparison.live(), columns) + ",\n" + side("staged", comparison.staged(), columns);
    }

    private String side(String name, ObjectName relation, List<ComparedColumn> columns) {
        return name + " AS (SELECT "
                + list(columns, i -> columns.get(i).value() + " AS c" + i) + " FROM " + relation.sql()
                + taken.map(condition -> " WHERE " + condition).orElse("") + ")";
    }

    private static String list(List<ComparedColumn> columns, IntFunction<String> part) {
        return IntStream.range(0, columns.size()).mapToObj(part).collect(Collectors.joining(", "));
    }
}
