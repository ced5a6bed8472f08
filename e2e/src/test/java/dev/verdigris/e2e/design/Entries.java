package dev.verdigris.e2e.design;

import java.util.List;

/** The entries of a list with one entry a line. */
final class Entries {

    private Entries() {}

    /** The lines that are neither empty nor comments. */
    static List<String> of(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
