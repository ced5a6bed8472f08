package dev.verdigris.core.diff.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Subject;

/**
 * The columns that identify a row of a relation.
 *
 * @param relation the live name of the relation
 * @param columns the columns, at least one
 */
public record DataKey(ObjectName relation, List<Identifier> columns) {

    private static final int PARTS_OF_OBJECT = 3;

    public DataKey {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a key has a column");
        }
    }

    /** Whether it is the key of a relation. */
    public boolean isOf(ObjectName name) {
        return relation.equals(name);
    }

    /**
     * Reads {@code database.schema.relation=column,column}. A part with other characters is quoted, as in SQL; a part
     * without quotes is taken as it is.
     *
     * @return empty for any other text, and if a column is named twice
     */
    public static Optional<DataKey> parse(String text) {
        List<String> sides = split(text, '=');
        if (sides.size() != 2) {
            return Optional.empty();
        }
        List<Identifier> columns = new ArrayList<>();
        for (String column : split(sides.get(1), ',')) {
            Subject.parse(column.strip())
                    .filter(name -> name.parts().size() == 1)
                    .ifPresent(name -> columns.add(name.parts().get(0)));
        }
        boolean all = columns.size() == split(sides.get(1), ',').size();
        return Subject.parse(sides.get(0).strip())
                .map(Subject::parts)
                .filter(parts -> parts.size() == PARTS_OF_OBJECT && all)
                .filter(unused -> new HashSet<>(columns).size() == columns.size())
                .map(parts -> new DataKey(
                        ObjectName.of(
                                parts.get(0).value(),
                                parts.get(1).value(),
                                parts.get(2).value()),
                        columns));
    }

    /** The parts between separators that are not inside quotes. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            quoted ^= text.charAt(i) == '"';
            if (text.charAt(i) == separator && !quoted) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
