package dev.verdigris.cli.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static org.assertj.core.api.Assertions.assertThat;

/** The class archive makes starts faster. It never prevents a start and never adds to its output. */
final class ClassArchiveTest {

    private static final String MAIN =
            "package dev.verdigris.cli; public class Main { public static void main(String[] a) {"
                    + " System.out.println(\"ran \" + String.join(\",\", a)); } }";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CLASS_PATH = "tree/cli/target/verdigris/classpath";
    private static final String JAR = "tree/cli/target/verdigris/lib/verdigris-cli.jar";

    @TempDir
    private static Path directory;

    private static byte[] intact;

    private Tree tree;

    /** Writing an archive takes a second, so one is written for all tests. */
    @BeforeAll
    static void installs() throws IOException {
        Tree tree = tree(directory);
        tree.file("src/Main.java", MAIN);
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
                        tree.path("src/Main.java").toString());
        assertThat(failed).isZero();
        build(tree, classes);
        intact = Files.readAllBytes(archive(tree));
    }

    /** Lets the launcher build; it then waits for the archive. */
    private static void build(Tree tree, Path classes) throws IOException {
        tree.sources().script("bin/mvn", "printf lib/a.jar >cli/target/verdigris/classpath\n");
        jar(classes, tree.directory("tree/cli/target/verdigris/lib").resolve("verdigris-cli.jar"));
        Tree.Ran ran = tree.run("x");
        assertThat(ran.err().lines()).singleElement().asString().contains("building");
        assertThat(ran.out()).isEqualTo("ran x\n");
        Files.delete(tree.path("tree/pom.xml"));
    }

    private static Tree tree(Path root) {
        return new Tree(root)
                .with("VERDIGRIS_JAVA_HOME", System.getProperty("java.home"))
                .without("VERDIGRIS_JAVA_OPTS");
    }

    @BeforeEach
    void restoresTheArchive() throws IOException {
        tree = tree(directory);
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
        return files(tree).stream()
                .filter(file -> file.endsWith("verdigris.jsa"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no archive was written"));
    }

    private static List<Path> files(Tree tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree.path("home/.cache"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void assertRunsQuietly() {
        Tree.Ran ran = tree.run("a", "b");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("ran a,b\n");
        assertThat(ran.exit()).isZero();
    }

    /** Runs, and says whether the main class came from the archive. */
    private boolean readsTheArchive() throws IOException {
        Path log = tree.path("loaded");
        Files.deleteIfExists(log);
        tree.with("VERDIGRIS_JAVA_OPTS", "-Xlog:class+load:file=" + log);
        assertRunsQuietly();
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("dev.verdigris.cli.Main source:"))
                .findFirst()
                .orElseThrow()
                .contains("shared objects file");
    }

    @Test
    void readsTheArchiveAndDoesNotWriteItAgain() throws IOException {
        FileTime written = Files.getLastModifiedTime(archive(tree));
        assertThat(readsTheArchive()).isTrue();
        assertThat(Files.getLastModifiedTime(archive(tree))).isEqualTo(written);
    }

    /** The JVM does not always notice that a jar was replaced. It would then run the classes of the previous build. */
    @Test
    void replacesAnOldArchiveWithoutReadingIt() throws Exception {
        Path archive = archive(tree);
        Files.setLastModifiedTime(archive, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        try (WatchService changes = archive.getFileSystem().newWatchService()) {
            archive.getParent().register(changes, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
            assertThat(readsTheArchive()).isFalse();
            while (!isReplaced(archive)) {
                WatchKey key = changes.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertThat(key).as("a change in the directory of the archive").isNotNull();
                key.pollEvents();
                key.reset();
            }
        }
        assertThat(readsTheArchive()).isTrue();
    }

    /** The writer renames its result over the archive and then deletes its other file. */
    private boolean isReplaced(Path archive) throws IOException {
        try (Stream<Path> entries = Files.list(archive.getParent())) {
            return entries.count() == 1
                    && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(tree.path(CLASS_PATH)))
                            > 0;
        }
    }

    /** How an archive may be damaged. */
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
    void startsWithADamagedArchive(Damage damage) throws IOException {
        Path archive = archive(tree);
        Files.write(archive, damage.of(Files.readAllBytes(archive)));
        assertRunsQuietly();
    }

    @Test
    void startsWithAnArchiveOfOtherClasses() throws IOException {
        Path jar = tree.path(JAR);
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
    void startsWhenTheHomeIsReadOnly() throws IOException {
        Files.setLastModifiedTime(archive(tree), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        tree.with("HOME", tree.directory("read-only").toString());
        Tree.Ran ran = tree.runAsReader(List.of("", "read-only"), "a");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("ran a\n");
        assertThat(ran.exit()).isZero();
        assertThat(tree.path("read-only")).isEmptyDirectory();
    }

    @Test
    void startsWhenTheArchiveIsADirectory() throws IOException {
        Path archive = archive(tree);
        Files.delete(archive);
        Files.createDirectory(archive);
        assertRunsQuietly();
        assertThat(archive).isEmptyDirectory();
        Files.delete(archive);
        Files.write(archive, intact);
    }

    @Test
    void startsWithoutAHome() {
        tree.without("HOME");
        assertRunsQuietly();
    }

    @Test
    void startsWhenTheUserSetsSharingOfClasses() {
        tree.with("VERDIGRIS_JAVA_OPTS", "-Xshare:off");
        assertRunsQuietly();
    }

    @Test
    void startsWithSpacesAndQuotesInEveryPath() throws IOException {
        Tree odd = tree(tree.directory("it's a \"dir\" $x"));
        build(odd, tree.path("classes"));
        Tree.Ran ran = odd.run("x");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("ran x\n");
        assertThat(files(odd)).hasSize(1);
    }

    @Test
    void leavesNoPartOfAnArchive() throws IOException {
        assertThat(files(tree)).hasSize(1);
    }
}
