package dev.verdigris.cli.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** When the launcher builds, with a Maven that only takes notes. */
final class BuildingTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2020-01-02T00:00:00Z");

    @TempDir
    private Path directory;

    private Tree tree;

    @BeforeEach
    void clones() {
        tree = new Tree(directory).java("jvm/jdk", "25").sources();
    }

    private void installMaven() {
        installMaven("bin/mvn");
    }

    private void installMaven(String path) {
        tree.script(path, """
                echo "$@" >>%1$s/maven-ran
                mkdir -p cli/target/verdigris/lib
                printf lib/a.jar >cli/target/verdigris/classpath
                """.formatted(tree.path("")));
    }

    @Test
    void buildsWhenNothingIsBuiltAndSaysSoInOneLine() throws IOException {
        installMaven();
        Tree.Ran ran = tree.run("--version");
        assertThat(ran.exit()).isZero();
        assertThat(ran.err().lines()).singleElement().asString().startsWith("verdigris: building");
        assertThat(Files.readString(tree.path("maven-ran"))).contains("package -pl cli -am");
        assertThat(ran.out()).startsWith("ran ");
    }

    @Test
    void buildsWithTheWrapperOfTheCloneWhenMavenIsMissing() {
        installMaven("tree/mvnw");
        assertThat(tree.run("--version").err()).contains("Or install unzip");
        tree.script("bin/unzip", "");
        Tree.Ran ran = tree.run("--version");
        assertThat(ran.exit()).isZero();
        assertThat(tree.path("maven-ran")).content().contains("package -pl cli -am");
    }

    @Test
    void doesNotBuildTwice() {
        installMaven();
        tree.run("--version");
        Tree.Ran second = tree.run("--version");
        assertThat(second.err()).isEmpty();
        assertThat(tree.path("maven-ran")).content().hasLineCount(1);
    }

    @Test
    void buildsAgainWhenASourceIsNewer() {
        installMaven();
        tree.built().modified("tree/cli/target/verdigris/classpath", LONG_AGO);
        assertThat(tree.run("--version").err()).contains("building");
    }

    @Test
    void doesNotBuildWhenNothingIsNewer() {
        installMaven();
        tree.built();
        for (String source : List.of(
                "tree/pom.xml",
                "tree/cli/pom.xml",
                "tree/cli/src/main/java/A.java",
                "tree/cli/src/main/java",
                "tree/cli/src/main")) {
            tree.modified(source, LONG_AGO);
        }
        tree.modified("tree/cli/target/verdigris/classpath", LATER);
        assertThat(tree.run("--version").err()).isEmpty();
        assertThat(tree.path("maven-ran")).doesNotExist();
    }

    @Test
    void anInstallationHasNothingToBuild() throws IOException {
        tree.built();
        Files.delete(tree.path("tree/pom.xml"));
        assertThat(tree.run("--version").err()).isEmpty();
    }

    @Test
    void saysThatMavenIsMissing() {
        Tree.Ran ran = tree.run("--version");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("Maven (mvn) is not on PATH").contains("Install Maven");
    }

    @Test
    void runsTheOldBuildWhenMavenIsMissing() {
        tree.built().modified("tree/cli/target/verdigris/classpath", LONG_AGO);
        Tree.Ran ran = tree.run("--version");
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("running what was built before");
    }

    @Test
    void showsTheEndOfAFailingBuild() {
        tree.script("bin/mvn", "echo 'something is wrong with line 7'\nexit 1\n");
        Tree.Ran ran = tree.run("--version");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("line 7").contains("the build failed").contains("launcher-build.log");
        assertThat(tree.path("tree/target/launcher.lock")).doesNotExist();
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws IOException {
        tree.script("bin/mvn", """
                echo "$@" >>%1$s/maven-ran
                until [ -e %1$s/go ]; do sleep 0.05; done
                mkdir -p cli/target/verdigris/lib
                printf lib/a.jar >cli/target/verdigris/classpath
                """.formatted(tree.path("")));
        List<String> command = List.of(tree.path("tree/verdigris").toString(), "--version");
        Process first = tree.start(command);
        BufferedReader firstErr = first.errorReader(StandardCharsets.UTF_8);
        assertThat(firstErr.readLine()).contains("building");
        Process second = tree.start(command);
        assertThat(second.errorReader(StandardCharsets.UTF_8).readLine()).contains("another start is building");
        tree.file("go", "");
        assertThat(Tree.Ran.of(first).exit()).isZero();
        assertThat(Tree.Ran.of(second).exit()).isZero();
        assertThat(tree.path("maven-ran")).content().hasLineCount(1);
    }

    @Test
    void takesOverTheLockOfAProcessThatIsGone() {
        installMaven();
        tree.file("tree/target/launcher.lock/pid", "4194999\n");
        Tree.Ran ran = tree.run("--version");
        assertThat(ran.exit()).isZero();
        assertThat(tree.path("maven-ran")).exists();
        assertThat(tree.path("tree/target/launcher.lock")).doesNotExist();
    }

    @Test
    void givesAdviceToAUserWhoMayNotWrite() {
        installMaven();
        Tree.Ran ran = asReader();
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("not yours to write").contains("Let its owner run");
        assertThat(tree.path("maven-ran")).doesNotExist();
    }

    @Test
    void runsTheOldBuildForAUserWhoMayNotWrite() {
        installMaven();
        tree.built().modified("tree/cli/target/verdigris/classpath", LONG_AGO);
        Tree.Ran ran = asReader();
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("running what was built before");
    }

    private Tree.Ran asReader() {
        return tree.runAsReader(List.of("", "tree", "tree/cli", "tree/cli/target"), "--version");
    }
}
