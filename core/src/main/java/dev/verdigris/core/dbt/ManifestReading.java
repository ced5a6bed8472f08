package dev.verdigris.core.dbt;

/** The result of reading a manifest: the manifest, as far as its version is known, or why it cannot be used. */
public sealed interface ManifestReading permits DbtManifest, ManifestReading.Unusable {

    /**
     * It cannot be used.
     *
     * @param why the reason, as the end of a sentence whose subject is the file
     */
    record Unusable(String why) implements ManifestReading {}
}
