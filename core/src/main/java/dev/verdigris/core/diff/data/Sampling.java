package dev.verdigris.core.diff.data;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A share of the rows. A hash of the key, or of the whole row, decides whether a row is taken, so that the same rows are
 * taken on both sides.
 *
 * @param share the share, more than 0 and less than 1
 */
public record Sampling(BigDecimal share) {

    /** The hash is compared by its first eight hexadecimal digits. */
    private static final BigDecimal HASHES = BigDecimal.valueOf(1L << 32);

    private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,9})?) ?%");

    public Sampling {
        if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException("a share is between 0 and 1, but this is " + share);
        }
    }

    /** Reads a percentage, such as {@code 1%}; empty for anything else and for nothing. */
    public static Optional<Sampling> parse(String text) {
        Matcher percentage = PERCENTAGE.matcher(text);
        return percentage.matches()
                ? Optional.of(new BigDecimal(percentage.group(1))
                                .movePointLeft(2)
                                .stripTrailingZeros())
                        .filter(share -> share.signum() > 0)
                        .map(Sampling::new)
                : Optional.empty();
    }

    /** The condition that a row is taken; empty if no column of {@code columns} has one text for equal values. */
    Optional<String> condition(List<ComparedColumn> columns) {
        List<String> texts =
                columns.stream().flatMap(column -> column.oneText().stream()).toList();
        String limit = String.format(
                Locale.ROOT, "%08x", Math.max(1, share.multiply(HASHES).longValue()));
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(texts.stream()
                        .map(text -> "coalesce(" + text + ", 'NULL')")
                        .collect(Collectors.joining(" || ' ' || ", "left(md5(", "), 8) < '" + limit + "'")));
    }
}
