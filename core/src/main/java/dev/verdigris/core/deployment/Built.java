package dev.verdigris.core.deployment;

/**
 * What a deployment's record says of the staged side's last build.
 *
 * @param files the digest of the files that it was built from, see {@link Fingerprints#ofFiles}
 * @param whole whether the build came to its end; until then some of the side may be missing
 */
public record Built(Fingerprint files, boolean whole) {}
