package dev.verdigris.core.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.text.DurationText;

/**
 * Writes templates as queries whose rows are failures. Materialize has neither percentile functions nor a sample of a
 * relation, so these queries use only grouping, joins and one window.
 */
final class TemplateSql {

    private static final String LIMIT = "\"limit\"";

    private TemplateSql() {}

    /** A query in production names. */
    static String query(Template template) {
        return switch (template) {
            case Template.Compared compared -> measure(compared);
            case Template.OfCatalog ofCatalog -> ofCatalog(ofCatalog, ofCatalog.of());
            case Template.NotEmpty(ObjectName of) ->
                "SELECT counted.n AS value, 'at least 1 row' AS " + LIMIT + " FROM (SELECT count(*) AS n FROM"
                        + " (SELECT 1 AS one FROM " + of.sql() + " LIMIT 1) AS first) AS counted WHERE counted.n = 0";
            case Template.Unique(ObjectName of, List<Identifier> columns) ->
                "SELECT " + list(columns) + ", count(*) AS duplicates FROM " + of.sql() + " AS checked GROUP BY "
                        + list(columns) + " HAVING count(*) > 1";
            case Template.NotNull(ObjectName of, List<Identifier> columns) ->
                "SELECT checked.* FROM " + of.sql() + " AS checked WHERE "
                        + columns.stream()
                                .map(column -> column(column) + " IS NULL")
                                .collect(Collectors.joining(" OR "));
            case Template.AcceptedValues accepted ->
                present(accepted.of(), accepted.column()) + "(" + column(accepted.column()) + " IN ("
                        + accepted.values() + ")) IS NOT TRUE";
            case Template.Range range -> present(range.of(), range.column()) + "(" + inside(range) + ") IS NOT TRUE";
            case Template.Freshness(ObjectName of, Identifier column, Duration age) ->
                "SELECT latest.value AS value, now() - latest.value AS age, " + limit(DurationText.of(age))
                        + " FROM (SELECT max(" + column(column) + ") AS value FROM " + of.sql()
                        + " AS checked) AS latest WHERE latest.value IS NULL OR latest.value < now() - "
                        + interval(age);
            case Template.Referential(ObjectName of, Identifier column, ObjectName other, Identifier key) ->
                present(of, column) + "NOT EXISTS (SELECT 1 FROM " + other.sql() + " AS known WHERE known." + key.sql()
                        + " = " + column(column) + ")";
            case Template.DuplicateRate(ObjectName of, List<Identifier> columns, Tolerance.Percent most) ->
                "SELECT counted.duplicates AS duplicates, counted.total AS total, " + limit(most.toString())
                        + " FROM (SELECT coalesce(sum(groups.n - 1), 0) AS duplicates, coalesce(sum(groups.n), 0) AS"
                        + " total FROM (SELECT count(*) AS n FROM " + of.sql() + " AS checked GROUP BY "
                        + list(columns) + ") AS groups) AS counted WHERE counted.duplicates * 100 > counted.total * "
                        + most.sql();
            case Template.EachRow(ObjectName of, String expression) ->
                "SELECT checked.* FROM " + of.sql() + " AS checked WHERE (" + expression + ") IS NOT TRUE";
        };
    }

    /** A query of one row and one column {@code value}. */
    private static String measure(Template.Compared compared) {
        String of = compared.of().sql();
        return switch (compared) {
            case Template.RowCount count -> "SELECT count(*)::numeric AS value FROM " + of;
            case Template.Reconciliation sum -> "SELECT (" + sum.aggregate() + ")::numeric AS value FROM " + of;
            case Template.Quantile quantile -> {
                String value = column(quantile.column()) + "::numeric";
                yield "SELECT min(ranked.value) AS value FROM (SELECT grouped.value AS value, sum(grouped.n) OVER"
                        + " (ORDER BY grouped.value ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS rank FROM"
                        + " (SELECT " + value + " AS value, count(*) AS n FROM " + of + " AS checked WHERE "
                        + column(quantile.column()) + " IS NOT NULL GROUP BY " + value
                        + ") AS grouped) AS ranked, (SELECT count(" + column(quantile.column()) + ") AS total FROM "
                        + of + " AS checked) AS counted WHERE ranked.rank >= counted.total * "
                        + quantile.quantile().toPlainString();
            }
        };
    }

    /**
     * Compares the values of both sides in one query, so that both are read at one time. The server refuses a measure of
     * more than one row. NaN is equal only to itself.
     *
     * @param own the query of the checked side
     * @param other the query of the other side
     */
    static String compared(Template.Compared template, CheckedSide side, String own, String other) {
        Tolerance.Percent within = switch (template) {
            case Template.RowCount count -> count.within();
            case Template.Reconciliation sum -> sum.within();
            case Template.Quantile quantile -> quantile.within();
        };
        return "SELECT own.value AS \"" + side.word() + "\", other.value AS \"" + side.other() + "\", "
                + limit(within.toString()) + " FROM (SELECT (" + own + ") AS value) AS own, (SELECT (" + other
                + ") AS value) AS other WHERE own.value IS DISTINCT FROM other.value AND (own.value IS NULL"
                + " OR other.value IS NULL OR own.value = 'NaN'::numeric OR other.value = 'NaN'::numeric"
                + " OR abs(own.value - other.value) * 100 > abs(other.value) * " + within.sql() + ")";
    }

    /** A query about an object of that name. */
    static String ofCatalog(Template.OfCatalog template, ObjectName name) {
        return switch (template) {
            case Template.Lag lag ->
                "SELECT max(EXTRACT(EPOCH FROM lags.lag)) AS seconds, " + limit(DurationText.of(lag.age()))
                        + objects(
                                name,
                                "LEFT JOIN mz_internal.mz_object_global_ids AS ids ON ids.id = objects.id"
                                        + " LEFT JOIN mz_internal.mz_wallclock_global_lag AS lags ON lags.object_id ="
                                        + " ids.global_id")
                        + " HAVING max(EXTRACT(EPOCH FROM lags.lag)) IS NULL OR max(EXTRACT(EPOCH FROM lags.lag)) > "
                        + seconds(lag.age());
            case Template.SchemaContract contract ->
                "SELECT coalesce(found.name, expected.name) AS \"column\", " + described("found") + " AS value, "
                        + described("expected") + " AS " + LIMIT + " FROM (VALUES " + expected(contract)
                        + ") AS expected (name, position, type, nullable) FULL JOIN (SELECT columns.name AS name,"
                        + " columns.position::text::integer AS position, columns.type AS type, columns.nullable AS"
                        + " nullable"
                        + objects(name, "JOIN mz_catalog.mz_columns AS columns ON columns.id = objects.id")
                        + ") AS found ON found.name = expected.name WHERE found.name IS NULL OR expected.name IS NULL"
                        + " OR found.position <> expected.position OR found.type <> expected.type"
                        + " OR (found.nullable AND NOT expected.nullable)";
        };
    }

    private static String expected(Template.SchemaContract contract) {
        List<Template.ContractColumn> columns = contract.columns();
        return IntStream.range(0, columns.size())
                .mapToObj(i -> "(" + text(columns.get(i).name().value()) + ", " + (i + 1) + ", "
                        + text(columns.get(i).type()) + ", " + !columns.get(i).required() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String described(String side) {
        return side + ".position::text || '. ' || " + side + ".type || CASE WHEN " + side
                + ".nullable THEN '' ELSE ' not null' END";
    }

    private static String objects(ObjectName name, String joins) {
        return " FROM mz_catalog.mz_objects AS objects JOIN mz_catalog.mz_schemas AS schemas ON schemas.id ="
                + " objects.schema_id JOIN mz_catalog.mz_databases AS databases ON databases.id = schemas.database_id "
                + joins + " WHERE databases.name = "
                + text(name.schema().database().value()) + " AND schemas.name = "
                + text(name.schema().schema().value()) + " AND objects.name = "
                + text(name.name().value());
    }

    /** The rows with a value. A list or a limit that is NULL is satisfied by no value. */
    private static String present(ObjectName of, Identifier column) {
        return "SELECT " + column(column) + " AS value, checked.* FROM " + of.sql() + " AS checked WHERE "
                + column(column) + " IS NOT NULL AND ";
    }

    private static String inside(Template.Range range) {
        String column = column(range.column());
        return Stream.of(
                        range.min().map(min -> column + " >= (" + min + ")"),
                        range.max().map(max -> column + " <= (" + max + ")"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" AND "));
    }

    private static String list(List<Identifier> columns) {
        return columns.stream().map(TemplateSql::column).collect(Collectors.joining(", "));
    }

    private static String column(Identifier column) {
        return "checked." + column.sql();
    }

    private static String limit(String text) {
        return text(text) + " AS " + LIMIT;
    }

    private static String text(String value) {
        return Literal.of(value).sql();
    }

    private static String interval(Duration length) {
        return "INTERVAL '" + seconds(length) + " seconds'";
    }

    private static String seconds(Duration length) {
        return length.toSeconds() + (length.toMillisPart() == 0 ? "" : ".%03d".formatted(length.toMillisPart()));
    }
}
