package dev.verdigris.core.diff.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/**
 * A live relation and its staged counterpart, and how their rows are compared.
 *
 * @param live the name on the live side
 * @param staged the name on the staged side
 * @param columns the columns that both sides have, in the order of the live side
 * @param onlyLive the columns that only the live side has; their values are not compared
 * @param onlyStaged the same of the staged side
 * @param key the columns that identify a row; empty means that whole rows are counted
 * @param readingLive how the server reads the live side
 * @param readingStaged how it reads the staged side
 */
public record Comparison(
        ObjectName live,
        ObjectName staged,
        List<ComparedColumn> columns,
        List<Identifier> onlyLive,
        List<Identifier> onlyStaged,
        List<Identifier> key,
        Reading readingLive,
        Reading readingStaged) {

    public Comparison {
        columns = List.copyOf(columns);
        onlyLive = List.copyOf(onlyLive);
        onlyStaged = List.copyOf(onlyStaged);
        key = List.copyOf(key);
    }

    /** How the server reads a relation. */
    public enum Reading {
        /** It reads what it has stored. */
        STORED("stored"),
        /** It reads an index on the cluster of the comparison. */
        INDEXED("in an index"),
        /** It computes a view for the comparison, on the cluster of the comparison. */
        COMPUTED("computed for the comparison");

        private final String words;

        Reading(String words) {
            this.words = words;
        }

        /** The words after "is". */
        public String words() {
            return words;
        }
    }

    /** The same with a key. */
    public Comparison by(List<Identifier> columnsOfKey) {
        return new Comparison(live, staged, columns, onlyLive, onlyStaged, columnsOfKey, readingLive, readingStaged);
    }

    /** The same without a key. */
    public Comparison withoutKey() {
        return by(List.of());
    }

    /** The columns of a key that one of the sides lacks. */
    public List<Identifier> lacking(List<Identifier> columnsOfKey) {
        return columnsOfKey.stream()
                .filter(name ->
                        columns.stream().noneMatch(column -> column.name().equals(name)))
                .toList();
    }

    /** Whether a column belongs to the key. */
    public boolean isKey(ComparedColumn column) {
        return key.contains(column.name());
    }

    /** What the reader of the result should know about its columns, as sentences. */
    public List<String> remarks() {
        return Stream.of(
                        onlyOn("live", onlyLive).stream(),
                        onlyOn("staged", onlyStaged).stream(),
                        columns.stream().flatMap(column -> column.remark().stream()))
                .flatMap(each -> each)
                .toList();
    }

    private static Optional<String> onlyOn(String side, List<Identifier> names) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("Only the " + side + " side has "
                        + (names.size() == 1 ? "column " : "columns ")
                        + String.join(
                                ", ", names.stream().map(Identifier::value).toList())
                        + ". " + (names.size() == 1 ? "Its values are" : "Their values are") + " not compared.");
    }
}
