package dev.verdigris.core.deployment.record;

/**
 * The entry about the staged side's last build in a deployment's record.
 *
 * @param files the digest of the model files
 * @param whole whether the build was completed; before that, objects may be missing
 */
public record Built(Fingerprint files, boolean whole) {}
