package dev.verdigris.e2e.measures;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which package imports which. */
final class PackageGraph {

    private final Map<String, Set<String>> imports = new TreeMap<>();

    private PackageGraph() {}

    static PackageGraph of(List<SourceFile> files) {
        PackageGraph graph = new PackageGraph();
        files.forEach(file -> graph.imports.put(file.packageName(), new TreeSet<>()));
        for (SourceFile file : files) {
            Set<String> used = graph.imports.getOrDefault(file.packageName(), Set.of());
            file.importedPackages().stream()
                    .filter(graph.imports::containsKey)
                    .filter(other -> !other.equals(file.packageName()))
                    .forEach(used::add);
        }
        return graph;
    }

    int size() {
        return imports.size();
    }

    /** The packages that reach themselves through others. */
    Set<String> inCycles() {
        Set<String> found = new TreeSet<>();
        for (String start : imports.keySet()) {
            if (reachable(start).contains(start)) {
                found.add(start);
            }
        }
        return found;
    }

    private Set<String> reachable(String start) {
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(imports.getOrDefault(start, Set.of()));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (seen.add(next)) {
                open.addAll(imports.getOrDefault(next, Set.of()));
            }
        }
        return seen;
    }
}
