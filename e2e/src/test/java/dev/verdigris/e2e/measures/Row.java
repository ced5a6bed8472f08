package dev.verdigris.e2e.measures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** One line of the table: the measures of one module. */
final class Row {

    /** The heads of the columns, in the order of {@link #cells()}. */
    static final List<String> HEADS = List.of(
            "module",
            "files",
            "lines",
            "lines/file p50 / p95 / max",
            "lines/method p50 / p95 / max",
            "methods > " + Budgets.METHOD_LINES,
            "cyclomatic p95 / max",
            "comment : code",
            "Javadoc types / methods",
            "public top types",
            "final fields",
            "records / sealed",
            "packages in cycles",
            "biggest package",
            "tests : main");

    private final Module module;
    private final List<SourceFile> sources;
    private final List<SourceFile> files;

    Row(Module module) {
        this.module = module;
        this.sources = module.measured();
        this.files = sources.stream().filter(file -> !file.isPackageInfo()).toList();
    }

    List<String> cells() {
        List<String> cells = new ArrayList<>(List.of(module.name(), String.valueOf(files.size())));
        cells.add(String.valueOf(lines(sources)));
        cells.add(new Distribution(files.stream().mapToInt(SourceFile::lines)).toString());
        cells.add(new Distribution(methods().mapToInt(SourceFile.Method::lines)).toString());
        cells.add(String.valueOf(methods()
                .filter(method -> method.lines() > Budgets.METHOD_LINES)
                .count()));
        Distribution complexity = new Distribution(methods().mapToInt(SourceFile.Method::complexity));
        cells.add(complexity.percentile(95) + " / " + complexity.max());
        cells.add(ratio(sum(sources, SourceFile::commentLines), sum(sources, SourceFile::codeLines)));
        cells.add(documentation());
        cells.add(percent(types().filter(SourceFile.Type::isPublic).count(), types().count()));
        cells.add(percent(sum(files, SourceFile::finalFields), sum(files, SourceFile::fields)));
        cells.add(sum(files, SourceFile::records) + " / " + sum(files, SourceFile::sealedTypes));
        PackageGraph packages = PackageGraph.of(sources);
        cells.add(packages.inCycles().size() + " of " + packages.size());
        cells.add(biggestPackage());
        cells.add(module.main().isEmpty() ? "–" : ratio(lines(module.tests()), lines(module.main())));
        return List.copyOf(cells);
    }

    private String documentation() {
        List<SourceFile.Type> open = types().filter(SourceFile.Type::isPublic).toList();
        List<SourceFile.Method> api =
                methods().filter(SourceFile.Method::isPublic).toList();
        return percent(open.stream().filter(SourceFile.Type::hasJavadoc).count(), open.size())
                + " / "
                + percent(api.stream().filter(SourceFile.Method::hasJavadoc).count(), api.size());
    }

    private String biggestPackage() {
        return Module.packageSizes(sources).entrySet().stream()
                .max(Comparator.comparingInt(Map.Entry::getValue))
                .map(entry -> entry.getKey().replaceFirst("^dev\\.verdigris\\.", "") + " " + entry.getValue())
                .orElse("–");
    }

    private Stream<SourceFile.Method> methods() {
        return files.stream().flatMap(file -> file.methods().stream());
    }

    private Stream<SourceFile.Type> types() {
        return files.stream().flatMap(file -> file.types().stream());
    }

    private static int sum(List<SourceFile> files, ToIntFunction<SourceFile> number) {
        return files.stream().mapToInt(number).sum();
    }

    private static int lines(List<SourceFile> files) {
        return files.stream().mapToInt(SourceFile::lines).sum();
    }

    private static String ratio(int part, int whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.2f", (double) part / whole);
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "–" : Math.round(100.0 * part / whole) + " %";
    }
}
