package dev.verdigris.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The launcher in an installation: {@code bin/verdigris}, with {@code lib} and perhaps {@code runtime} next to it. */
final class InstalledTest {

    @TempDir
    private Path directory;

    private Tree tree;
    private String home;

    @BeforeEach
    void installs() throws IOException {
        tree = new Tree(directory);
        home = tree.directory("opt/bin").getParent().toRealPath().toString();
        Files.copy(tree.path("tree/verdigris"), tree.path("opt/bin/verdigris"), StandardCopyOption.COPY_ATTRIBUTES);
        tree.file("opt/lib/classpath", "lib/a.jar:lib/b.jar\n").file("opt/lib/verdigris-cli.jar", "");
    }

    private Tree.Ran run(String... arguments) {
        return Tree.Ran.of(tree.start(List.of(tree.path("opt/bin/verdigris").toString(), String.join(" ", arguments))));
    }

    @Test
    void readsTheJarsNextToBin() {
        Tree.Ran ran = withJava().run("status");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("<-cp>\n<" + home + "/lib/verdigris-cli.jar:" + home + "/lib/a.jar:" + home + "/lib/b.jar>\n")
                .contains("<-Dverdigris.home=" + home + ">\n");
    }

    private InstalledTest withJava() {
        tree.java("jvm/a", "25");
        return this;
    }

    @Test
    void worksThroughALinkOnThePath() {
        tree.java("jvm/a", "25").link("bin/verdigris", Path.of("../opt/bin/verdigris"));
        assertThat(Tree.Ran.of(tree.start(List.of(tree.path("bin/verdigris").toString(), "--version")))
                        .out())
                .contains("<-Dverdigris.home=" + home + ">\n");
    }

    @Test
    void worksThroughALinkInADirectoryThatIsALink() {
        tree.java("jvm/a", "25")
                .link("opt/tools/bin/verdigris", Path.of("../../bin/verdigris"))
                .link("home/bin", Path.of("../opt/tools/bin"));
        Tree.Ran ran =
                Tree.Ran.of(tree.start(List.of(tree.path("home/bin/verdigris").toString(), "--version")));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("<-Dverdigris.home=" + home + ">\n");
    }

    @Test
    void itsOwnRuntimeComesFirst() {
        tree.java("jvm/newer", "99")
                .java("opt/runtime", "25")
                .with("JAVA_HOME", tree.path("jvm/newer").toString());
        assertThat(run("status").out()).startsWith("ran " + home + "/runtime/bin/java\n");
    }

    @Test
    void aNamedRuntimeReplacesItsOwn() {
        String named = tree.path("jvm/named").toString();
        tree.java("jvm/named", "25").java("opt/runtime", "25").with("VERDIGRIS_JAVA_HOME", named);
        assertThat(run("status").out()).startsWith("ran " + named + "/bin/java\n");
    }

    @Test
    void usesItsArchiveOnlyWithItsOwnRuntime() {
        tree.java("opt/runtime", "25").file("opt/lib/verdigris.jsa", "").without("VERDIGRIS_JAVA_OPTS");
        assertThat(run("status").out()).contains("<-XX:SharedArchiveFile=" + home + "/lib/verdigris.jsa>\n");
        String named = tree.path("jvm/named").toString();
        tree.java("jvm/named", "25").with("VERDIGRIS_JAVA_HOME", named).with("VERDIGRIS_JAVA_OPTS", "-Xshare:auto");
        assertThat(run("status").out()).doesNotContain("SharedArchiveFile");
    }

    /** All jars of installations have the same time, so only the build shows that another version was installed. */
    @Test
    void theArchiveInTheCacheBelongsToOneBuild() throws IOException {
        tree.java("jvm/a", "25").with("VERDIGRIS_CACHE_DIR", tree.path("cache").toString());
        tree.without("VERDIGRIS_JAVA_OPTS").file("opt/lib/build", "second\n");
        String place = tree.path("cache") + "/classes/25+1" + tree.path("jvm/a") + home;
        Path first = Path.of(place + "/first/verdigris.jsa");
        Path second = Path.of(place + "/second/verdigris.jsa");
        for (Path archive : List.of(first, second)) {
            Files.createDirectories(archive.getParent());
            Files.writeString(archive, "");
        }
        tree.modified("opt/lib/classpath", Instant.EPOCH);
        assertThat(run("status").out()).contains("<-XX:SharedArchiveFile=" + second + ">\n");
    }

    @Test
    void aBinDirectoryOfACloneIsAClone() throws IOException {
        Files.delete(tree.path("opt/lib/classpath"));
        Tree.Ran ran = withJava().run("status");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("opt/bin/cli/target/verdigris/classpath is missing or unreadable");
    }
}
