package dev.verdigris.sandbox.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Each kind of user in its own process. Tools are found through PATH, so a failing one is put first in PATH. */
class ServerUserTest {

    private static final int NOBODY = 65534;
    private static final int NAMELESS = 12345;

    /** Readable by everyone: class path, and a directory for each user. */
    @TempDir
    private static Path shared;

    private static String classPath;

    @BeforeAll
    static void makeTheClassPathReadableForEveryone() throws Exception {
        open(shared);
        classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path ->
                        Files.isDirectory(path) || path.toString().matches(".*/(commons-|xz|embedded-|slf4j-api).*"))
                .map(ServerUserTest::copied)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String copied(Path source) {
        try {
            Path target = shared.resolve("cp" + Math.abs(source.hashCode()) + "-" + source.getFileName());
            assertThat(ShortCommand.run(List.of("cp", "-R", source.toString(), target.toString()), "")
                            .output())
                    .isEmpty();
            assertThat(ShortCommand.run(List.of("chmod", "-R", "a+rX", target.toString()), "")
                            .output())
                    .isEmpty();
            return target.toString();
        } catch (PostgresStartException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void open(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @BeforeEach
    void needsRoot() throws Exception {
        assumeTrue(
                ShortCommand.run(List.of("id", "-u"), "").output().equals("0"),
                "only root can start processes as other users");
        assumeTrue(
                ShortCommand.run(
                                List.of("setpriv", "--reuid=" + NAMELESS, "--clear-groups", "ls", shared.toString()),
                                "")
                        .succeeded(),
                "there is no working setpriv, or other users cannot reach " + shared);
    }

    private static void needsNamespaces() throws Exception {
        assumeTrue(
                !ShortCommand.run(List.of("sh", "-c", "unshare -U id -un 2>/dev/null"), "")
                        .output()
                        .isEmpty(),
                "unshare -U does not work here");
    }

    private ChildJvm.Launch as(int uid) throws Exception {
        ChildJvm.Launch launch = ChildJvm.Launch.plain().withOptions("-Djava.io.tmpdir=" + ownDirectory(uid, "tmp"));
        return uid == 0
                ? launch
                : launch.as(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"), classPath);
    }

    /** This user's cache with the binaries in it. Copying them is faster than unpacking them. */
    private static String cacheOf(int uid) throws Exception {
        Path cache = ownDirectory(uid, "cache");
        Directories.copyBinaries(cache, uid);
        return cache.toString();
    }

    private static Path ownDirectory(int uid, String name) throws IOException {
        Path directory = shared.resolve(name + uid);
        if (!Files.exists(directory)) {
            Files.createDirectory(directory);
            open(directory);
            Files.setAttribute(directory, "unix:uid", uid);
        }
        return directory;
    }

    /** An environment in which these tools exist, but fail as if they lacked the rights for their work. */
    private static Map<String, String> blocked(String... tools) throws IOException {
        Path directory = Files.createTempDirectory(shared, "blocked");
        open(directory);
        for (String tool : tools) {
            Path script =
                    Files.writeString(directory.resolve(tool), "#!/bin/sh\necho Operation not permitted >&2\nexit 1\n");
            open(script);
        }
        return Map.of("PATH", directory + ":" + System.getenv("PATH"));
    }

    /** Starts a server, uses it, stops it, and returns the owner of its files. */
    private static int ownerOfServerStartedBy(ChildJvm.Launch launch, String... arguments) throws Exception {
        try (ChildJvm child = launch.start(arguments)) {
            ChildJvm.Server server = child.ready();
            int owner = ServerUser.ownerOf(server.data().resolve("PG_VERSION"));
            assertThat(ServerUser.ownerOf(server.socket())).isEqualTo(owner);
            try (StartupProbe client = server.connect()) {
                assertThat(client.ask("CREATE TABLE t AS SELECT 7 AS x; SELECT x FROM t"))
                        .isEqualTo("7");
            }
            child.end();
            assertThat(server.process().isAlive()).isFalse();
            assertThat(server.socket().getParent()).doesNotExist();
            return owner;
        }
    }

    @Test
    void rootUsesAUserNamespaceIfPossible() throws Exception {
        needsNamespaces();
        assertThat(ownerOfServerStartedBy(
                        as(0), PostgresConfig.ephemeral().cacheDirectory().toString()))
                .isZero();
    }

    @Test
    void rootWithoutUserNamespacesRunsTheServerAsNobody() throws Exception {
        Path closed = Files.createDirectory(shared.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        ChildJvm.Launch launch = as(0).withEnvironment(blocked("unshare"));
        Path cache = ownDirectory(0, "tmp").resolve("verdigris-cache-" + NOBODY);
        Directories.fillCache(cache);
        // As under /root: nobody cannot reach the wanted cache, so it is not used.
        assertThat(ownerOfServerStartedBy(launch, closed.resolve("cache").toString()))
                .isEqualTo(NOBODY);
        assertThat(cache).isDirectoryContaining("glob:**/template-*");
        Path data = shared.resolve("kept");
        assertThat(ownerOfServerStartedBy(launch, cache.toString(), data.toString()))
                .isEqualTo(NOBODY);
        try (ChildJvm child =
                launch.start(cache.toString(), closed.resolve("data").toString())) {
            assertThat(child.refusal()).contains("65534", closed.toString());
        }
        needsNamespaces();
        try (ChildJvm child = as(0).start(cache.toString(), data.toString())) {
            assertThat(child.refusal()).contains("belongs to user id 65534", "chown -R 0 ");
        }
    }

    @Test
    void rootWithoutAnyWayToDropItsRightsIsRefused() throws Exception {
        ChildJvm.Launch launch = as(0).withEnvironment(blocked("unshare", "setpriv"));
        try (ChildJvm child = launch.start("")) {
            assertThat(child.refusal()).contains("does not run as root", "Run this as an ordinary user");
        }
    }

    @Test
    void anOrdinaryUserNeedsNeitherTool() throws Exception {
        ChildJvm.Launch launch = as(NOBODY).withEnvironment(blocked("unshare", "setpriv"));
        assertThat(ownerOfServerStartedBy(launch, cacheOf(NOBODY))).isEqualTo(NOBODY);
    }

    @Test
    void aUserWithoutANameUsesAUserNamespace() throws Exception {
        needsNamespaces();
        assertThat(ownerOfServerStartedBy(as(NAMELESS), cacheOf(NAMELESS))).isEqualTo(NAMELESS);
    }

    @Test
    void aUserWithoutANameAndWithoutUserNamespacesIsRefused() throws Exception {
        ChildJvm.Launch launch = as(NAMELESS).withEnvironment(blocked("unshare"));
        try (ChildJvm child = launch.start("")) {
            assertThat(child.refusal()).contains("user id " + NAMELESS, "/etc/passwd");
        }
    }
}
