package dev.verdigris.e2e.measures;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sources of one Maven module.
 *
 * @param name the directory of the module
 * @param main its main sources
 * @param tests its test sources
 */
record Module(String name, List<SourceFile> main, List<SourceFile> tests) {

    static final List<String> NAMES = List.of("core", "engine", "cli", "sandbox", "e2e");

    static Module read(Path root, String name) {
        Path sources = root.resolve(name).resolve("src");
        return new Module(
                name,
                SourceReader.read(root, sources.resolve("main/java")),
                SourceReader.read(root, sources.resolve("test/java")));
    }

    static List<Module> readAll(Path root) {
        return NAMES.stream().map(name -> read(root, name)).toList();
    }

    /** Several modules as one, for a total. */
    static Module together(String name, List<Module> modules) {
        List<SourceFile> main = new ArrayList<>();
        List<SourceFile> tests = new ArrayList<>();
        for (Module module : modules) {
            main.addAll(module.main);
            tests.addAll(module.tests);
        }
        return new Module(name, List.copyOf(main), List.copyOf(tests));
    }

    /** The main sources, or the tests if a module has nothing else. */
    List<SourceFile> measured() {
        return main.isEmpty() ? tests : main;
    }

    List<SourceFile> everything() {
        List<SourceFile> all = new ArrayList<>(main);
        all.addAll(tests);
        return List.copyOf(all);
    }

    /** The number of top-level types in each package. */
    static Map<String, Integer> packageSizes(List<SourceFile> files) {
        Map<String, Integer> sizes = new TreeMap<>();
        for (SourceFile file : files) {
            sizes.merge(file.packageName(), file.types().size(), Integer::sum);
        }
        return sizes;
    }
}
