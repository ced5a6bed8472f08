package dev.verdigris.core.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The templates by their words, with the keys that each takes besides {@code check} and {@code of}. */
enum TemplateWord {
    ROW_COUNT(Tolerates.PERCENT),
    NOT_EMPTY(Tolerates.NOTHING),
    UNIQUE(Tolerates.ROWS, HeaderKey.COLUMNS),
    NOT_NULL(Tolerates.ROWS, HeaderKey.COLUMNS),
    ACCEPTED_VALUES(Tolerates.ROWS, HeaderKey.COLUMN, HeaderKey.VALUES),
    RANGE(Tolerates.ROWS, Set.of(HeaderKey.MIN, HeaderKey.MAX), HeaderKey.COLUMN),
    FRESHNESS(Tolerates.NOTHING, HeaderKey.COLUMN, HeaderKey.AGE),
    RECONCILIATION(Tolerates.PERCENT, HeaderKey.AGGREGATE),
    QUANTILE(Tolerates.PERCENT, HeaderKey.COLUMN, HeaderKey.QUANTILE),
    REFERENTIAL(Tolerates.ROWS, HeaderKey.COLUMN, HeaderKey.REFERENCES),
    SCHEMA_CONTRACT(Tolerates.NOTHING, HeaderKey.COLUMNS),
    DUPLICATE_RATE(Tolerates.PERCENT, HeaderKey.COLUMNS),
    LAG(Tolerates.NOTHING, HeaderKey.AGE),
    EACH_ROW(Tolerates.ROWS, HeaderKey.EXPRESSION);

    /** The tolerance of a template. */
    enum Tolerates {
        /** It has none. */
        NOTHING,
        /** It may have one in rows. */
        ROWS,
        /** It needs one in percent. */
        PERCENT
    }

    private final Tolerates tolerates;
    private final Set<HeaderKey> optional;
    private final List<HeaderKey> required;

    TemplateWord(Tolerates tolerates, HeaderKey... required) {
        this(tolerates, Set.of(), required);
    }

    TemplateWord(Tolerates tolerates, Set<HeaderKey> optional, HeaderKey... required) {
        this.tolerates = tolerates;
        this.optional = optional;
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

    /** The keys that the template needs, besides {@code of} and a tolerance in percent. */
    List<HeaderKey> required() {
        return required;
    }

    /** Whether the template takes a key that only templates have. */
    boolean takes(HeaderKey key) {
        return key == HeaderKey.CHECK || key == HeaderKey.OF || required.contains(key) || optional.contains(key);
    }
}
