package dev.verdigris.core.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
                header.problem(
                        entry.line(),
                        "there is no template " + entry.value()
                                + Suggestions.clause(entry.value(), TemplateWord.words(), each -> each)
                                + "; the templates are " + String.join(", ", TemplateWord.words()));
                return Optional.empty();
            }
            boolean whole = keys(word.get(), entry.line()) & tolerates(word.get(), tolerance, entry.line());
            Optional<Template> template = values.object(HeaderKey.OF)
                    .flatMap(of -> word.get().make(new TemplateWord.Parts(values, of, percent(tolerance))));
            return template.filter(read -> whole);
        });
    }

    /** Whether the file has all keys that the template needs, and no other. */
    private boolean keys(TemplateWord word, int line) {
        return hasNoOther(word) & hasAll(word, line);
    }

    private boolean hasNoOther(TemplateWord word) {
        String accepted = HeaderKey.words(all(key -> key != HeaderKey.CHECK && word.takes(key)));
        List<HeaderKey> strange = all(key -> key.isOfTemplate() && header.has(key) && !word.takes(key))
                .toList();
        strange.forEach(key -> header.problem(
                header.line(key),
                "the template " + word.word() + " has no key " + key.word() + "; its keys are " + accepted));
        return strange.isEmpty();
    }

    private boolean hasAll(TemplateWord word, int line) {
        List<HeaderKey> missing =
                all(key -> word.needs(key) && !header.has(key)).toList();
        missing.forEach(key -> header.problem(line, "the template " + word.word() + " needs the key " + key.word()));
        if (word == TemplateWord.RANGE && !header.has(HeaderKey.MIN) && !header.has(HeaderKey.MAX)) {
            header.problem(line, "the template range needs the key min or the key max");
            return false;
        }
        return missing.isEmpty();
    }

    private static Stream<HeaderKey> all(Predicate<HeaderKey> wanted) {
        return Arrays.stream(HeaderKey.values()).filter(wanted);
    }

    private boolean tolerates(TemplateWord word, Optional<Tolerance> tolerance, int line) {
        String start = "the template " + word.word();
        int at = header.has(HeaderKey.TOLERANCE) ? header.line(HeaderKey.TOLERANCE) : line;
        Optional<String> wrong = switch (word.tolerates()) {
            case NOTHING ->
                header.has(HeaderKey.TOLERANCE) ? Optional.of(start + " has no key tolerance") : Optional.empty();
            case ROWS ->
                tolerance
                        .filter(Tolerance.Percent.class::isInstance)
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

    private static Optional<Tolerance.Percent> percent(Optional<Tolerance> tolerance) {
        return tolerance.filter(Tolerance.Percent.class::isInstance).map(Tolerance.Percent.class::cast);
    }
}
