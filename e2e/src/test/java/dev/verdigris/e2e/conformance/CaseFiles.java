package dev.verdigris.e2e.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The case files on disk. */
final class CaseFiles {

    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private CaseFiles() {}

    /** All sections of the suite by their names. */
    static SortedMap<String, List<ConformanceCase>> sections() throws IOException {
        return read(RESOURCES.resolve("conformance"));
    }

    /** Cases with one mistake each. The runner must report every mistake. */
    static SortedMap<String, List<ConformanceCase>> mistaken() throws IOException {
        return read(RESOURCES.resolve("conformance-mistakes"));
    }

    private static SortedMap<String, List<ConformanceCase>> read(Path folder) throws IOException {
        SortedMap<String, List<ConformanceCase>> sections = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".case")).toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.case$", "");
                sections.put(name, CaseParser.parse(name, Files.readAllLines(file)));
            }
        }
        return sections;
    }
}
