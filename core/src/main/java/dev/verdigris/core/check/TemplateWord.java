package dev.verdigris.core.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/** The templates by their words, with the keys that each takes besides {@code check} and {@code of}. */
enum TemplateWord {
    ROW_COUNT(Tolerates.PERCENT, parts -> parts.percent().map(within -> new Template.RowCount(parts.of(), within))),
    NOT_EMPTY(Tolerates.NOTHING, parts -> Optional.of(new Template.NotEmpty(parts.of()))),
    UNIQUE(
            Tolerates.ROWS,
            parts -> parts.columns().map(columns -> new Template.Unique(parts.of(), columns)),
            HeaderKey.COLUMNS),
    NOT_NULL(
            Tolerates.ROWS,
            parts -> parts.columns().map(columns -> new Template.NotNull(parts.of(), columns)),
            HeaderKey.COLUMNS),
    ACCEPTED_VALUES(
            Tolerates.ROWS,
            parts -> parts.column(column -> parts.values()
                    .values(HeaderKey.VALUES)
                    .map(list -> new Template.AcceptedValues(parts.of(), column, list))),
            HeaderKey.COLUMN,
            HeaderKey.VALUES),
    RANGE(
            Tolerates.ROWS,
            Set.of(HeaderKey.MIN, HeaderKey.MAX),
            parts -> parts.column(column -> Optional.of(new Template.Range(
                    parts.of(),
                    column,
                    parts.values().sql(HeaderKey.MIN),
                    parts.values().sql(HeaderKey.MAX)))),
            HeaderKey.COLUMN),
    FRESHNESS(
            Tolerates.NOTHING,
            parts -> parts.column(column ->
                    parts.values().duration(HeaderKey.AGE).map(age -> new Template.Freshness(parts.of(), column, age))),
            HeaderKey.COLUMN,
            HeaderKey.AGE),
    RECONCILIATION(
            Tolerates.PERCENT,
            parts -> parts.percent()
                    .flatMap(within -> parts.values()
                            .sql(HeaderKey.AGGREGATE)
                            .map(aggregate -> new Template.Reconciliation(parts.of(), aggregate, within))),
            HeaderKey.AGGREGATE),
    QUANTILE(
            Tolerates.PERCENT,
            parts -> parts.column(column -> parts.percent()
                    .flatMap(within -> parts.values()
                            .fraction(HeaderKey.QUANTILE)
                            .map(quantile -> new Template.Quantile(parts.of(), column, quantile, within)))),
            HeaderKey.COLUMN,
            HeaderKey.QUANTILE),
    REFERENTIAL(
            Tolerates.ROWS,
            parts -> parts.column(column -> parts.values()
                    .reference(HeaderKey.REFERENCES)
                    .map(other -> new Template.Referential(parts.of(), column, other.relation(), other.column()))),
            HeaderKey.COLUMN,
            HeaderKey.REFERENCES),
    SCHEMA_CONTRACT(
            Tolerates.NOTHING,
            parts -> parts.values()
                    .contract(HeaderKey.COLUMNS)
                    .map(columns -> new Template.SchemaContract(parts.of(), columns)),
            HeaderKey.COLUMNS),
    DUPLICATE_RATE(
            Tolerates.PERCENT,
            parts -> parts.percent()
                    .flatMap(most ->
                            parts.columns().map(columns -> new Template.DuplicateRate(parts.of(), columns, most))),
            HeaderKey.COLUMNS),
    LAG(
            Tolerates.NOTHING,
            parts -> parts.values().duration(HeaderKey.AGE).map(age -> new Template.Lag(parts.of(), age)),
            HeaderKey.AGE),
    EACH_ROW(
            Tolerates.ROWS,
            parts -> parts.values()
                    .sql(HeaderKey.EXPRESSION)
                    .map(expression -> new Template.EachRow(parts.of(), expression)),
            HeaderKey.EXPRESSION);

    /** The tolerance of a template. */
    enum Tolerates {
        /** It has none. */
        NOTHING,
        /** It may have one in rows. */
        ROWS,
        /** It needs one in percent. */
        PERCENT
    }

    /**
     * What a template is made of.
     *
     * @param values the values of the other keys
     * @param of the value of the key {@code of}
     * @param percent the tolerance, if it is in percent
     */
    record Parts(HeaderValues values, ObjectName of, Optional<Tolerance.Percent> percent) {

        private Optional<List<Identifier>> columns() {
            return values.names(HeaderKey.COLUMNS);
        }

        private Optional<? extends Template> column(Function<Identifier, Optional<? extends Template>> template) {
            return values.name(HeaderKey.COLUMN).flatMap(template);
        }
    }

    private final Tolerates tolerates;
    private final Set<HeaderKey> optional;
    private final Function<Parts, Optional<? extends Template>> maker;
    private final List<HeaderKey> required;

    TemplateWord(Tolerates tolerates, Function<Parts, Optional<? extends Template>> maker, HeaderKey... required) {
        this(tolerates, Set.of(), maker, required);
    }

    TemplateWord(
            Tolerates tolerates,
            Set<HeaderKey> optional,
            Function<Parts, Optional<? extends Template>> maker,
            HeaderKey... required) {
        this.tolerates = tolerates;
        this.optional = optional;
        this.maker = maker;
        this.required = List.of(required);
    }

    /** The word as it is written. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The template of a word. */
    static Optional<TemplateWord> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** All words. */
    static List<String> words() {
        return Arrays.stream(values()).map(TemplateWord::word).toList();
    }

    Tolerates tolerates() {
        return tolerates;
    }

    /** The template; empty if a value is missing or wrong. */
    Optional<Template> make(Parts parts) {
        return maker.apply(parts).map(template -> template);
    }

    /** Whether a file with the template must have a key. The need of a tolerance is not among them. */
    boolean needs(HeaderKey key) {
        return key == HeaderKey.OF || required.contains(key);
    }

    /** Whether a file with the template may have a key that says what the template does. */
    boolean takes(HeaderKey key) {
        return key == HeaderKey.CHECK
                || needs(key)
                || optional.contains(key)
                || key == HeaderKey.TOLERANCE && tolerates != Tolerates.NOTHING;
    }
}
