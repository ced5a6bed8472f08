package dev.verdigris.core.deployment.record;

import dev.verdigris.core.deployment.Fingerprints;

/**
 * A digest: see {@link Fingerprints}.
 *
 * @param value 64 lower-case hexadecimal digits
 */
public record Fingerprint(String value) {

    public Fingerprint {
        if (!value.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a fingerprint: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
