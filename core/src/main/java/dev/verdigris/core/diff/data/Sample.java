package dev.verdigris.core.diff.data;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.name.Identifier;

/**
 * One row, or one key, in which the sides differ.
 *
 * @param kind how they differ
 * @param times how many such rows there are; 1 with a key
 * @param values the values; of a changed row, the key and what has changed
 */
public record Sample(Kind kind, long times, List<Value> values) {

    public Sample {
        values = List.copyOf(values);
    }

    /** How the sides differ in a row. */
    public enum Kind {
        /** Only the live side has it. */
        ONLY_LIVE("only live"),
        /** Only the staged side has it. */
        ONLY_STAGED("only staged"),
        /** Both sides have its key, with other values. */
        CHANGED("changed");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As messages and JSON spell it. */
        public String words() {
            return words;
        }

        /** The number of the kind in an answer. */
        int code() {
            return ordinal();
        }

        static Kind of(String code) {
            return values()[Integer.parseInt(code)];
        }
    }

    /**
     * The value of a column.
     *
     * @param column the column
     * @param text the value of the side that has the row, or of the live side, as text
     * @param staged the value of the staged side if the row has changed and the column is not part of the key
     */
    public record Value(Identifier column, Text text, Optional<Text> staged) {}

    /**
     * A value as text.
     *
     * @param value its first {@link ComparisonSql#LONGEST_VALUE} characters; empty for NULL
     * @param isCut whether the value is longer
     */
    public record Text(Optional<String> value, boolean isCut) {

        static Text of(Optional<String> answer) {
            Optional<String> cut = answer.filter(
                            text -> text.codePointCount(0, text.length()) > ComparisonSql.LONGEST_VALUE)
                    .map(text -> text.substring(0, text.offsetByCodePoints(0, ComparisonSql.LONGEST_VALUE)));
            return new Text(cut.or(() -> answer), cut.isPresent());
        }

        /** The value, or the word NULL. Three dots stand for the rest of a longer value. */
        @Override
        public String toString() {
            return value.orElse("NULL") + (isCut ? "…" : "");
        }
    }
}
