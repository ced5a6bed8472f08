package dev.verdigris.core.diff.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A share of the rows. A hash of the key, or of the whole row, decides whether a row is taken, so that the same rows are
 * taken on both sides.
 *
 * @param share the share, more than 0 and less than 1
 */
public record Sampling(double share) {

    /** The hash is compared by its first eight hexadecimal digits. */
    private static final long HASHES = 1L << 32;

    public Sampling {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("a share is between 0 and 1, but this is " + share);
        }
    }

    /** The condition that a row is taken; empty if no column of {@code columns} has one text for equal values. */
    Optional<String> condition(List<ComparedColumn> columns) {
        List<String> texts =
                columns.stream().flatMap(column -> column.oneText().stream()).toList();
        String limit = String.format(Locale.ROOT, "%08x", Math.max(1, Math.round(share * HASHES)));
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(texts.stream()
                        .map(text -> "coalesce(" + text + ", 'NULL')")
                        .collect(Collectors.joining(" || ' ' || ", "left(md5(", "), 8) < '" + limit + "'")));
    }
}
