package dev.verdigris.e2e.design;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The name of a test is a sentence that fits into one line of a report. */
final class TestNamesTest {

    private static final int LONGEST = 69;
    private static final Set<String> ANNOTATIONS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate", "Property", "Example");

    @Test
    void noNameHasSeventyCharactersOrMore() throws IOException {
        List<String> names = testMethods();
        assertThat(names).hasSizeGreaterThan(700);
        assertThat(names)
                .filteredOn(name -> name.substring(name.indexOf('.') + 1).length() > LONGEST)
                .isEmpty();
    }

    /** All test methods of the repository, as {@code File.method}. */
    private static List<String> testMethods() throws IOException {
        List<Path> tests = SourceTree.files().stream()
                .filter(path -> path.contains("/src/test/java/") && path.endsWith(".java"))
                .map(SourceTree.ROOT::resolve)
                .toList();
        List<String> names = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, problem -> {}, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(tests));
            for (CompilationUnitTree unit : task.parse()) {
                String file =
                        Path.of(unit.getSourceFile().getName()).getFileName().toString();
                new TestMethods(file.replace(".java", "."), names).scan(unit, null);
            }
        }
        return names;
    }

    /** Collects the names of test methods. */
    private static final class TestMethods extends TreeScanner<Void, Void> {

        private final String prefix;
        private final List<String> names;

        TestMethods(String prefix, List<String> names) {
            this.prefix = prefix;
            this.names = names;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            boolean isTest = method.getModifiers().getAnnotations().stream()
                    .anyMatch(each ->
                            ANNOTATIONS.contains(each.getAnnotationType().toString()));
            if (isTest) {
                names.add(prefix + method.getName());
            }
            return super.visitMethod(method, nothing);
        }
    }
}
