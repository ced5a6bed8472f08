package dev.verdigris.core.diff.data;

import java.util.Optional;

/**
 * A part of a whole that was counted in a sample, with what it says of all rows: the Wilson score interval for 95 %
 * confidence. It is right also near 0 and 1, where the usual interval has no width.
 *
 * @param part the number of those counted
 * @param whole the number of all that were looked at, at least 1 and at least {@code part}
 */
public record Share(long part, long whole) {

    /** The quantile of the standard normal distribution for 95 %. */
    private static final double Z = 1.959964;

    public Share {
        if (part < 0 || part > whole || whole == 0) {
            throw new IllegalArgumentException(part + " is no part of " + whole);
        }
    }

    /** A share; empty if there is nothing of which it could be a part. */
    public static Optional<Share> of(long part, long whole) {
        return whole == 0 ? Optional.empty() : Optional.of(new Share(part, whole));
    }

    /** The share in the sample, from 0 to 1. */
    public double value() {
        return (double) part / whole;
    }

    /** The lower end of the interval. */
    public double low() {
        return part == 0 ? 0 : centre() - half();
    }

    /** The upper end of the interval. */
    public double high() {
        return part == whole ? 1 : centre() + half();
    }

    private double centre() {
        return (value() + Z * Z / (2 * whole)) / (1 + Z * Z / whole);
    }

    private double half() {
        double n = whole;
        return Z / (1 + Z * Z / n) * Math.sqrt(value() * (1 - value()) / n + Z * Z / (4 * n * n));
    }
}
