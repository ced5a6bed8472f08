package dev.verdigris.sandbox.postgres;

import java.util.List;
import java.util.Map;

/** What a server's data must survive. */
enum Durability {
    /** Nothing: the data is removed with the server, so that waiting for a disk would be for nothing. */
    THROWAWAY(
            // Small log segments make the data directory quicker to copy: 28 MB in place of 43.
            List.of("--no-sync", "--no-data-checksums", "--wal-segsize=1"),
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off", "max_wal_size", "1GB")),
    /** The end of any process, and of the machine. */
    DURABLE(List.of(), Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on"));

    private final List<String> initdbOptions;
    private final Map<String, String> settings;

    Durability(List<String> initdbOptions, Map<String, String> settings) {
        this.initdbOptions = initdbOptions;
        this.settings = settings;
    }

    List<String> initdbOptions() {
        return initdbOptions;
    }

    Map<String, String> settings() {
        return settings;
    }
}
