package dev.verdigris.e2e.measures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;

/** Reads Java files with the compiler's own parser. Nothing is compiled: syntax alone is measured. */
final class SourceReader {

    private SourceReader() {}

    /**
     * All Java files below a directory, in the order of their paths.
     *
     * @param root the directory to which the returned paths are relative
     * @param directory the directory to read; an absent directory has no files
     */
    static List<SourceFile> read(Path root, Path directory) {
        List<Path> paths = javaFiles(directory);
        if (paths.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, problem -> {}, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(paths));
            Trees trees = Trees.instance(task);
            List<SourceFile> read = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                read.add(file(root, unit, trees));
            }
            return List.copyOf(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> javaFiles(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile file(Path root, CompilationUnitTree unit, Trees trees) throws IOException {
        Declarations found = new Declarations(unit, trees);
        found.scan(unit, null);
        String text = unit.getSourceFile().getCharContent(true).toString();
        LineCount lines = LineCount.of(text);
        return new SourceFile(
                root.relativize(Path.of(unit.getSourceFile().toUri())),
                String.valueOf(unit.getPackageName()),
                (int) text.lines().count(),
                lines.code(),
                lines.comments(),
                found.types(),
                found.methods(),
                found.fields(),
                found.finalFields(),
                found.records(),
                found.sealedTypes(),
                importedPackages(unit));
    }

    private static Set<String> importedPackages(CompilationUnitTree unit) {
        Set<String> packages = new TreeSet<>();
        for (ImportTree line : unit.getImports()) {
            packages.add(packageOf((MemberSelectTree) line.getQualifiedIdentifier()));
        }
        return packages;
    }

    /** The leading lower-case parts of an imported name. Types start with a capital letter here. */
    private static String packageOf(MemberSelectTree name) {
        StringBuilder start = new StringBuilder();
        for (String part : name.toString().split("\\.")) {
            if (part.equals("*") || Character.isUpperCase(part.charAt(0))) {
                break;
            }
            start.append(start.isEmpty() ? "" : ".").append(part);
        }
        return start.toString();
    }
}
