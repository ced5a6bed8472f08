package dev.verdigris.e2e.measures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The measures of small sources whose numbers can be counted by hand. */
final class SourceReaderTest {

    private static final String SHAPES = """
            package shop.shapes;

            import java.util.List;
            import static shop.names.Names.of;

            /** Shapes. */
            public sealed interface Shapes {
                int MOST = 3;

                void draw();

                /* A dot
                   has no size. */
                record Dot(int x) implements Shapes {
                    @Override
                    public void draw() {
                        String text = "// no comment /*"; // a comment after code
                    }

                    public int branches(List<Integer> all) {
                        for (int one : all) {
                            if (one > 0 && one < 9 || one == 12) {
                                return switch (one) {
                                    case 1 -> one > 3 ? 4 : 5;
                                    default -> 6;
                                };
                            }
                        }
                        return 0;
                    }
                }
            }
            """;

    @TempDir
    private Path directory;

    private SourceFile read(String text) throws IOException {
        Files.writeString(directory.resolve("Shapes.java"), text);
        return SourceReader.read(directory, directory).get(0);
    }

    @Test
    void linesOfCodeAndCommentsAreCounted() throws IOException {
        SourceFile file = read(SHAPES);
        assertThat(file.lines()).isEqualTo(32);
        assertThat(file.commentLines()).isEqualTo(3);
        assertThat(file.codeLines()).isEqualTo(24);
    }

    @Test
    void typesFieldsAndImportsAreCounted() throws IOException {
        SourceFile file = read(SHAPES);
        assertThat(file.types()).containsExactly(new SourceFile.Type("Shapes", true, true));
        assertThat(file.records()).isEqualTo(1);
        assertThat(file.sealedTypes()).isEqualTo(1);
        assertThat(file.fields()).isEqualTo(1);
        assertThat(file.importedPackages()).isEqualTo(Set.of("java.util", "shop.names"));
    }

    @Test
    void methodsWithABodyAreMeasured() throws IOException {
        assertThat(read(SHAPES).methods())
                .containsExactly(
                        new SourceFile.Method("Shapes.Dot.draw", 15, 4, 1, false, false),
                        new SourceFile.Method("Shapes.Dot.branches", 20, 11, 8, true, false));
    }

    @Test
    void packagesInCyclesAreFound() throws IOException {
        List<SourceFile> files = List.of(
                read("package a; import b.B; class A {}"),
                read("package b; import c.C; class B {}"),
                read("package c; import b.B; class C {}"));
        assertThat(PackageGraph.of(files).inCycles()).containsExactly("b", "c");
    }
}
