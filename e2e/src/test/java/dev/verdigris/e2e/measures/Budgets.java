package dev.verdigris.e2e.measures;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The limits of the sources, and their violations. */
final class Budgets {

    static final int FILE_LINES = 400;
    static final int METHOD_LINES = 40;
    static final int PACKAGE_TYPES = 25;
    static final int COMPLEXITY = 12;

    private Budgets() {}

    /** All violations, one readable line each. An exception that is not needed is a violation too. */
    static List<String> violations(List<Module> modules, ComplexityExceptions exceptions) {
        List<String> found = new ArrayList<>();
        for (Module module : modules) {
            module.everything().forEach(file -> found.addAll(longFile(file)));
            module.main().forEach(file -> found.addAll(longMethods(file)));
            found.addAll(tooFull(module));
            for (String name : PackageGraph.of(module.main()).inCycles()) {
                found.add("package " + name + " is in a cycle of imports");
            }
        }
        found.addAll(tooComplex(modules, exceptions));
        return List.copyOf(found);
    }

    static List<String> longFile(SourceFile file) {
        return file.lines() > FILE_LINES
                ? List.of("%s has %d lines, more than %d".formatted(file.path(), file.lines(), FILE_LINES))
                : List.of();
    }

    /** Asked of main sources only: the methods of a test that list its cases may be as long as the list. */
    static List<String> longMethods(SourceFile file) {
        return file.methods().stream()
                .filter(method -> method.lines() > METHOD_LINES)
                .map(method -> "%s:%d %s has %d lines, more than %d"
                        .formatted(file.path(), method.line(), method.name(), method.lines(), METHOD_LINES))
                .toList();
    }

    static List<String> tooFull(Module module) {
        List<String> found = new ArrayList<>();
        Module.packageSizes(module.measured()).forEach((name, types) -> {
            if (types > PACKAGE_TYPES) {
                found.add("package %s has %d types, more than %d".formatted(name, types, PACKAGE_TYPES));
            }
        });
        return found;
    }

    static List<String> tooComplex(List<Module> modules, ComplexityExceptions exceptions) {
        List<String> found = new ArrayList<>();
        TreeSet<String> unused = new TreeSet<>(exceptions.reasons().keySet());
        for (Module module : modules) {
            for (SourceFile file : module.everything()) {
                for (SourceFile.Method method : file.methods()) {
                    boolean isOver = method.complexity() > COMPLEXITY;
                    String name = module.name() + " " + method.name();
                    if (isOver && !exceptions.reasons().containsKey(name)) {
                        found.add("%s:%d %s has a complexity of %d, more than %d"
                                .formatted(file.path(), method.line(), method.name(), method.complexity(), COMPLEXITY));
                    } else if (isOver) {
                        unused.remove(name);
                    }
                }
            }
        }
        unused.forEach(name -> found.add("the exception for " + name + " is not needed"));
        return found;
    }
}
