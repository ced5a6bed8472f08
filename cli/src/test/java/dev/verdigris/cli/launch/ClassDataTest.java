package dev.verdigris.cli.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Class data makes starts faster and never keeps one from happening, nor adds a word to its output. */
final class ClassDataTest {

    private static final String MAIN =
            "package dev.verdigris.cli; public class Main { public static void main(String[] a) {"
                    + " System.out.println(\"ran \" + String.join(\",\", a)); } }";
    private static final String REHEARSAL =
            "package dev.verdigris.cli; public class Rehearsal { public static void main(String[] a) {"
                    + " Main.main(a); } }";

    @TempDir
    private static Path directory;

    private static byte[] intact;

    private Tree tree;

    /** Writing an archive takes seconds, so one is written for all tests. */
    @BeforeAll
    static void installs() throws IOException {
        Tree tree = tree();
        tree.file("src/Main.java", MAIN).file("src/Rehearsal.java", REHEARSAL);
        Path classes = tree.directory("classes");
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "--release",
                        "21",
                        "-proc:none",
                        tree.path("src/Main.java").toString(),
                        tree.path("src/Rehearsal.java").toString());
        assertThat(failed).isZero();
        jar(classes, tree.directory("tree/cli/target/verdigris/lib").resolve("verdigris-cli.jar"));
        tree.file("tree/cli/target/verdigris/classpath", "lib/a.jar");
        assertThat(tree.run("x").err()).isEmpty();
        intact = Files.readAllBytes(archive(tree));
    }

    private static Tree tree() {
        return new Tree(directory)
                .with("VERDIGRIS_JAVA_HOME", System.getProperty("java.home"))
                .with("VERDIGRIS_CLASS_DATA", "now");
    }

    @BeforeEach
    void mendsTheArchive() throws IOException {
        tree = tree();
        Path archive = archive(tree);
        Files.deleteIfExists(archive);
        Files.write(archive, intact);
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
        }
    }

    private static Path archive(Tree tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree.path("home/.cache"))) {
            return files.filter(file -> file.getFileName().toString().matches("verdigris\\.(aot|jsa)"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no archive was written"));
        }
    }

    private void assertRunsQuietly() {
        Tree.Ran ran = tree.run("a", "b");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("ran a,b\n");
        assertThat(ran.exit()).isZero();
    }

    @Test
    void writesAnArchiveOnceAndUsesIt() throws IOException {
        Path archive = archive(tree);
        assertThat(Files.size(archive)).isPositive();
        var written = Files.getLastModifiedTime(archive);
        assertRunsQuietly();
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(written);
        tree.with("VERDIGRIS_JAVA_OPTS", "-Xlog:class+load:file=" + tree.path("loaded"));
        assertRunsQuietly();
        assertThat(tree.path("loaded"))
                .content()
                .containsPattern("dev\\.verdigris\\.cli\\.Main source: shared objects file");
    }

    /** The JVM does not always notice that a jar was replaced: it would then run the classes of the build before. */
    @Test
    void leavesAnArchiveAloneThatIsOlderThanTheBuild() throws IOException {
        Path archive = archive(tree);
        Path classPath = tree.path("tree/cli/target/verdigris/classpath");
        FileTime built = Files.getLastModifiedTime(classPath);
        // Somebody else is writing already, so this start will not.
        Path writing = Files.createDirectory(archive.resolveSibling("writing"));
        Files.setLastModifiedTime(
                classPath,
                FileTime.from(Files.getLastModifiedTime(archive).toInstant().plusSeconds(60)));
        tree.with("VERDIGRIS_CLASS_DATA", "auto")
                .with("VERDIGRIS_JAVA_OPTS", "-Xlog:class+load:file=" + tree.path("afresh"));
        assertRunsQuietly();
        assertThat(tree.path("afresh"))
                .content()
                .containsPattern("dev\\.verdigris\\.cli\\.Main source: (?!shared objects file)");
        Files.setLastModifiedTime(classPath, built);
        Files.delete(writing);
    }

    @Test
    void writesTheOlderKindOfArchiveToo() throws IOException {
        Path older = tree.directory("home/older");
        tree.with("VERDIGRIS_CLASS_DATA", "jsa").with("VERDIGRIS_CACHE_DIR", older.toString());
        assertRunsQuietly();
        try (Stream<Path> files = Files.walk(older)) {
            assertThat(files.filter(Files::isRegularFile))
                    .singleElement()
                    .extracting(Path::getFileName)
                    .hasToString("verdigris.jsa");
        }
        assertRunsQuietly();
    }

    /** What may befall an archive. */
    enum Damage {
        TRUNCATED {
            @Override
            byte[] of(byte[] archive) {
                return Arrays.copyOf(archive, archive.length / 3);
            }
        },
        GARBAGE {
            @Override
            byte[] of(byte[] archive) {
                byte[] garbage = new byte[100_000];
                new Random(1).nextBytes(garbage);
                return garbage;
            }
        },
        SCRATCHED {
            @Override
            byte[] of(byte[] archive) {
                byte[] scratched = archive.clone();
                byte[] scratch = new byte[archive.length / 2];
                new Random(2).nextBytes(scratch);
                System.arraycopy(scratch, 0, scratched, archive.length / 4, scratch.length);
                return scratched;
            }
        },
        EMPTY {
            @Override
            byte[] of(byte[] archive) {
                return new byte[0];
            }
        };

        abstract byte[] of(byte[] archive);
    }

    @ParameterizedTest
    @EnumSource
    void startsInSpiteOfADamagedArchive(Damage damage) throws IOException {
        Path archive = archive(tree);
        Files.write(archive, damage.of(Files.readAllBytes(archive)));
        tree.with("VERDIGRIS_CLASS_DATA", "auto");
        assertRunsQuietly();
    }

    @Test
    void startsWithAnArchiveOfOtherClasses() throws IOException {
        Path jar = tree.path("tree/cli/target/verdigris/lib/verdigris-cli.jar");
        byte[] before = Files.readAllBytes(jar);
        FileTime time = Files.getLastModifiedTime(jar);
        Files.write(jar, padded(before));
        assertRunsQuietly();
        Files.write(jar, before);
        Files.setLastModifiedTime(jar, time);
    }

    private static byte[] padded(byte[] jar) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[7]);
        out.writeBytes(jar);
        return out.toByteArray();
    }

    @Test
    void startsWhenTheCacheIsAFile() {
        tree.file("blocked", "not a directory").with("VERDIGRIS_CACHE_DIR", tree.path("blocked") + "/cache");
        assertRunsQuietly();
    }

    @Test
    void startsWhenTheArchiveIsADirectory() throws IOException {
        Path archive = archive(tree);
        Files.delete(archive);
        Files.createDirectory(archive);
        assertRunsQuietly();
        for (Path each : List.of(archive.resolve("verdigris.aot"), archive.resolve("verdigris.jsa"), archive)) {
            Files.deleteIfExists(each);
        }
        Files.write(archive, intact);
    }

    @Test
    void startsWithoutAHome() {
        tree.without("HOME").with("VERDIGRIS_CLASS_DATA", "auto");
        assertRunsQuietly();
    }

    @Test
    void startsWhenTheCallerSharesClassDataHisOwnWay() {
        tree.with("VERDIGRIS_JAVA_OPTS", "-Xshare:off");
        assertRunsQuietly();
    }

    @Test
    void startsWithSpacesAndQuotesInEveryPath() throws IOException {
        Tree odd = new Tree(tree.directory("it's a \"dir\" $x"))
                .with("VERDIGRIS_JAVA_HOME", System.getProperty("java.home"))
                .with("VERDIGRIS_CLASS_DATA", "now");
        jar(tree.path("classes"), odd.directory("tree/cli/target/verdigris/lib").resolve("verdigris-cli.jar"));
        odd.file("tree/cli/target/verdigris/classpath", "lib/a.jar");
        for (int round = 0; round < 2; round++) {
            Tree.Ran ran = odd.run("x");
            assertThat(ran.err()).isEmpty();
            assertThat(ran.out()).isEqualTo("ran x\n");
        }
    }

    @Test
    void leavesNothingHalfWrittenBehind() throws IOException {
        try (Stream<Path> files = Files.walk(tree.path("home/.cache"))) {
            List<Path> left = files.filter(Files::isRegularFile).toList();
            assertThat(left).hasSize(1);
        }
    }
}
