package dev.verdigris.core.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.text.Suggestions;

/** Reads the template of a header. */
final class TemplateReader {

    private final Header header;
    private final HeaderValues values;

    TemplateReader(Header header, HeaderValues values) {
        this.header = header;
        this.values = values;
    }

    /** The template; empty if there is a problem. */
    Optional<Template> read(Optional<Tolerance> tolerance) {
        return header.entry(HeaderKey.CHECK).flatMap(entry -> {
            Optional<TemplateWord> word = TemplateWord.of(entry.value());
            if (word.isEmpty()) {
                header.problem(entry.line(), "there is no template " + entry.value()
                        + Suggestions.clause(entry.value(), TemplateWord.words(), each -> each)
                        + "; the templates are " + String.join(", ", TemplateWord.words()));
                return Optional.empty();
            }
            boolean whole = keys(word.get(), entry.line()) & tolerates(word.get(), tolerance, entry.line());
            Optional<Template> template = values.object(HeaderKey.OF).flatMap(of -> template(word.get(), of, tolerance));
            return template.filter(read -> whole);
        });
    }

    /** Whether the file has all keys that the template needs, and no other. */
    private boolean keys(TemplateWord word, int line) {
        String accepted = HeaderKey.words(Arrays.stream(HeaderKey.values())
                .filter(key -> key.isOfTemplate() && key != HeaderKey.CHECK && word.takes(key)
                        || key == HeaderKey.TOLERANCE && word.tolerates() != TemplateWord.Tolerates.NOTHING));
        List<HeaderKey> strange = Arrays.stream(HeaderKey.values())
                .filter(key -> header.has(key) && key.isOfTemplate() && !word.takes(key))
                .toList();
        strange.forEach(key -> header.problem(
                header.line(key),
                "the template " + word.word() + " has no key " + key.word() + "; its keys are " + accepted));
        List<HeaderKey> missing = Arrays.stream(HeaderKey.values())
                .filter(key -> key == HeaderKey.OF || word.required().contains(key))
                .filter(key -> !header.has(key))
                .toList();
        missing.forEach(key ->
                header.problem(line, "the template " + word.word() + " needs the key " + key.word()));
        boolean unlimited = word == TemplateWord.RANGE && !header.has(HeaderKey.MIN) && !header.has(HeaderKey.MAX);
        if (unlimited) {
            header.problem(line, "the template range needs the key min or the key max");
        }
        return strange.isEmpty() && missing.isEmpty() && !unlimited;
    }

    private boolean tolerates(TemplateWord word, Optional<Tolerance> tolerance, int line) {
        String start = "the template " + word.word();
        int at = header.has(HeaderKey.TOLERANCE) ? header.line(HeaderKey.TOLERANCE) : line;
        Optional<String> wrong = switch (word.tolerates()) {
            case NOTHING ->
                header.has(HeaderKey.TOLERANCE) ? Optional.of(start + " has no key tolerance") : Optional.empty();
            case ROWS ->
                tolerance.filter(Tolerance.Percent.class::isInstance)
                        .map(percent -> start + " takes a tolerance in rows, such as 3 rows");
            case PERCENT ->
                header.has(HeaderKey.TOLERANCE)
                        ? tolerance
                                .filter(Tolerance.Rows.class::isInstance)
                                .map(rows -> start + " takes a tolerance in percent, such as 0.5 %")
                        : Optional.of(start + " needs the key tolerance, such as 0.5 %");
        };
        wrong.ifPresent(what -> header.problem(at, what));
        return wrong.isEmpty();
    }

    private Optional<Template> template(TemplateWord word, ObjectName of, Optional<Tolerance> tolerance) {
        return switch (word) {
            case ROW_COUNT -> percent(tolerance).map(within -> new Template.RowCount(of, within));
            case NOT_EMPTY -> Optional.of(new Template.NotEmpty(of));
            case UNIQUE -> values.names(HeaderKey.COLUMNS).map(columns -> new Template.Unique(of, columns));
            case NOT_NULL -> values.names(HeaderKey.COLUMNS).map(columns -> new Template.NotNull(of, columns));
            case ACCEPTED_VALUES ->
                ofColumn(column -> values.values(HeaderKey.VALUES)
                        .map(list -> new Template.AcceptedValues(of, column, list)));
            case RANGE ->
                ofColumn(column -> Optional.of(
                        new Template.Range(of, column, values.sql(HeaderKey.MIN), values.sql(HeaderKey.MAX))));
            case FRESHNESS ->
                ofColumn(column ->
                        values.duration(HeaderKey.AGE).map(age -> new Template.Freshness(of, column, age)));
            case RECONCILIATION ->
                percent(tolerance)
                        .flatMap(within -> values.sql(HeaderKey.AGGREGATE)
                                .map(aggregate -> new Template.Reconciliation(of, aggregate, within)));
            case QUANTILE ->
                ofColumn(column -> percent(tolerance)
                        .flatMap(within -> values.fraction(HeaderKey.QUANTILE)
                                .map(quantile -> new Template.Quantile(of, column, quantile, within))));
            case REFERENTIAL ->
                ofColumn(column -> values.reference(HeaderKey.REFERENCES)
                        .map(other -> new Template.Referential(of, column, other.relation(), other.column())));
            case SCHEMA_CONTRACT ->
                values.contract(HeaderKey.COLUMNS).map(columns -> new Template.SchemaContract(of, columns));
            case DUPLICATE_RATE ->
                percent(tolerance)
                        .flatMap(most -> values.names(HeaderKey.COLUMNS)
                                .map(columns -> new Template.DuplicateRate(of, columns, most)));
            case LAG -> values.duration(HeaderKey.AGE).map(age -> new Template.Lag(of, age));
            case EACH_ROW ->
                values.sql(HeaderKey.EXPRESSION).map(expression -> new Template.EachRow(of, expression));
        };
    }

    private Optional<Template> ofColumn(Function<Identifier, Optional<? extends Template>> template) {
        return values.name(HeaderKey.COLUMN).flatMap(template);
    }

    private static Optional<Tolerance.Percent> percent(Optional<Tolerance> tolerance) {
        return tolerance.filter(Tolerance.Percent.class::isInstance).map(Tolerance.Percent.class::cast);
    }
}
