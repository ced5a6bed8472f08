package dev.verdigris.cli.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** How the launcher finds a Java runtime, without ever starting one to ask. */
final class JavaDiscoveryTest {

    @TempDir
    private Path directory;

    private Tree tree;

    @BeforeEach
    void installs() {
        tree = new Tree(directory).built();
    }

    @Test
    void usesTheChosenJava() {
        tree.java("jvm/newest", "99.0.1").java("chosen", "21.0.2").with("VERDIGRIS_JAVA_HOME", path("chosen"));
        assertRan("chosen");
    }

    @Test
    void refusesAChosenJavaThatIsTooOld() {
        tree.java("jvm/newest", "99.0.1").java("chosen", "17.0.15").with("VERDIGRIS_JAVA_HOME", path("chosen"));
        Tree.Ran ran = tree.run("--version");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("VERDIGRIS_JAVA_HOME").contains("chosen").contains("21");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void prefersJavaHome() {
        tree.java("jvm/newest", "99.0.1").java("home-java", "22").with("JAVA_HOME", path("home-java"));
        assertRan("home-java");
    }

    @Test
    void skipsAnOldJavaHomeForTheNewestInstalledJava() {
        tree.java("old", "17.0.1")
                .with("JAVA_HOME", path("old"))
                .java("jvm/a", "21.0.4")
                .java("jvm/b", "25.0.3")
                .java("jvm/c", "1.8.0_402")
                .java("jvm/d", "24");
        assertRan("jvm/b");
    }

    @Test
    void followsTheLinksOfTheJavaOnThePath() {
        tree.java("real", "23.0.1")
                .link("alternatives/java", tree.path("real/bin/java"))
                .link("bin/java", tree.path("alternatives/java"));
        assertRan("real");
    }

    @Test
    void knowsTheLayoutOfMacs() {
        tree.java("jvm/temurin-25.jdk/Contents/Home", "25");
        assertRan("jvm/temurin-25.jdk/Contents/Home");
    }

    @Test
    void searchesThePlacesOfSdkmanAndIdes() {
        tree.without("VERDIGRIS_JVM_ROOTS").java("home/.sdkman/candidates/java/99.0.1-tem", "99.0.1");
        assertRan("home/.sdkman/candidates/java/99.0.1-tem");
    }

    @Test
    void listsTheJavasThatAreTooOld() {
        tree.java("jvm/a", "17.0.15").java("jvm/b", "11.0.20");
        Tree.Ran ran = tree.run("promote");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .contains("no Java runtime of version 21 or newer was found")
                .contains("jvm/a (Java 17)")
                .contains("jvm/b (Java 11)")
                .contains("Install a JDK");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void saysThatThereIsNoJava() {
        Tree.Ran ran = tree.run("promote");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("Found: none at all");
    }

    @Test
    void ignoresDirectoriesWithoutJava() {
        tree.file("jvm/notes/release", "nonsense").file("jvm/half/release", "JAVA_VERSION=\"30\"");
        tree.java("jvm/whole", "21");
        assertRan("jvm/whole");
    }

    @Test
    void neverStartsAJavaToAskForItsVersion() {
        tree.java("jvm/old", "17.0.1").java("jvm/new", "25");
        tree.script("jvm/old/bin/java", "touch " + path("asked") + "\n");
        assertRan("jvm/new");
        assertThat(tree.path("asked")).doesNotExist();
    }

    @Test
    void passesArgumentsUnchanged() {
        tree.java("jvm/a", "25");
        Tree.Ran ran = tree.run("build", "a b", "", "$HOME", "*", "it's \"quoted\"", "two\nlines");
        assertThat(ran.out()).contains("<build>\n<a b>\n<>\n<$HOME>\n<*>\n<it's \"quoted\">\n<two\nlines>\n");
    }

    @Test
    void worksThroughALinkAndFromAnyDirectory() {
        tree.java("jvm/a", "25").link("elsewhere/vd", Path.of("../tree/verdigris"));
        Tree.Ran ran = Tree.Ran.of(tree.start(List.of("elsewhere/vd", "--version")));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("-Dverdigris.home=" + realPath("tree")).contains("<--version>");
    }

    @Test
    void aShellMayReadALinkInTheWorkingDirectory() {
        tree.java("jvm/a", "25").link("verdigris", Path.of("tree/verdigris"));
        Tree.Ran ran = Tree.Ran.of(tree.start(List.of("/bin/sh", "verdigris", "--version")));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("-Dverdigris.home=" + realPath("tree"));
    }

    @Test
    void aDirectoryWithAColonIsNamed(@TempDir Path folder) {
        Tree.Ran ran = new Tree(folder.resolve("a:b")).java("jvm/a", "25").run("--version");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("a directory whose name has a colon", "a:b/tree");
    }

    @Test
    void namesTheClassPathInItsOrder() {
        tree.java("jvm/a", "25");
        String lib = realPath("tree") + "/cli/target/verdigris/lib/";
        assertThat(tree.run().out())
                .contains("<-cp>\n<" + lib + "verdigris-cli.jar:" + lib + "a.jar:" + lib + "b.jar>\n");
    }

    private void assertRan(String home) {
        Tree.Ran ran = tree.run("--version");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).startsWith("ran " + path(home) + "/bin/java\n");
    }

    private String path(String relative) {
        return tree.path(relative).toString();
    }

    private String realPath(String relative) {
        try {
            return tree.path(relative).toRealPath().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
