package dev.verdigris.engine.request;

import java.nio.file.Path;

/** Where the models come from that are built. */
public sealed interface ModelSource {

    /**
     * SQL files.
     *
     * @param path the directory with the files {@code <schema>/<name>.sql} or {@code <database>/<schema>/<name>.sql}
     */
    record Directory(Path path) implements ModelSource {}

    /**
     * The SQL that dbt has compiled into its manifest.
     *
     * @param files the files of the project of dbt
     */
    record Compiled(DbtFiles files) implements ModelSource {}
}
