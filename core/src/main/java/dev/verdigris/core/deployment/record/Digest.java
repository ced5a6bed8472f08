package dev.verdigris.core.deployment.record;

/**
 * A SHA-256 digest of facts of a catalog, or of files.
 *
 * @param value 64 lower-case hexadecimal digits
 */
public record Digest(String value) {

    public Digest {
        if (!value.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a digest: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
