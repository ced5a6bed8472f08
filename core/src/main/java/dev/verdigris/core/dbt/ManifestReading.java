package dev.verdigris.core.dbt;

/** The result of reading a manifest. */
public sealed interface ManifestReading {

    /** It was read, as far as its version is known. */
    record Read(DbtManifest manifest) implements ManifestReading {}

    /**
     * It cannot be used.
     *
     * @param why the reason, as the end of a sentence whose subject is the file
     */
    record Unusable(String why) implements ManifestReading {}
}
