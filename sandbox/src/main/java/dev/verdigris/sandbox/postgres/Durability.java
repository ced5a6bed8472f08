package dev.verdigris.sandbox.postgres;

import java.util.List;
import java.util.Map;

/** The events that a server's data must survive. */
enum Durability {
    /** Nothing. The data is removed with the server, so there is no need to wait for a disk. */
    THROWAWAY(
            // The time to copy a data directory depends on the number of files. Small log segments and one database in
            // place of three make it 14 MB in 380 files, from 43 MB in 970.
            List.of("--no-sync", "--no-data-checksums", "--wal-segsize=1"),
            List.of("template0", "template1"),
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off", "max_wal_size", "1GB")),
    /** The end of any process, and of the machine. */
    DURABLE(List.of(), List.of(), Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on"));

    private final List<String> initdbOptions;
    private final List<String> superfluous;
    private final Map<String, String> settings;

    Durability(List<String> initdbOptions, List<String> superfluous, Map<String, String> settings) {
        this.initdbOptions = initdbOptions;
        this.superfluous = superfluous;
        this.settings = settings;
    }

    List<String> initdbOptions() {
        return initdbOptions;
    }

    /** Databases that initdb makes and that only CREATE DATABASE and upgrades need. */
    List<String> superfluous() {
        return superfluous;
    }

    Map<String, String> settings() {
        return settings;
    }
}
