package dev.verdigris.sandbox.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HostileEnvironmentTest {

    @TempDir
    private Path scratch;

    private String cache;

    @BeforeEach
    void letTheServersAccountIn() throws Exception {
        Directories.open(scratch);
        cache = Directories.cache().toString();
    }

    @Test
    void startsWithoutAHomeDirectory() throws Exception {
        // A space and a quote, because a shell may see the name.
        Path temporary = Directories.open(Files.createDirectory(scratch.resolve("it's a tmp")));
        Path ownCache =
                temporary.resolve("verdigris-cache-" + ServerUser.detect().fileOwner());
        Directories.fillCache(ownCache);
        ChildJvm.Launch launch =
                ChildJvm.Launch.plain().withOptions("-Duser.home=/proc/nowhere", "-Djava.io.tmpdir=" + temporary);
        try (ChildJvm child = launch.start("")) {
            ChildJvm.Server server = child.ready();
            assertThat(ownCache).isDirectoryContaining("glob:**/template-*");
            try (StartupProbe client = server.connect()) {
                assertThat(client.ask("SELECT 1 + 1")).isEqualTo("2");
            }
            child.end();
        }
        assertThat(Clients.entries(temporary)).isEmpty();
    }

    @Test
    void aPathTooLongForASocketIsNotUsed() throws Exception {
        Path tooLong = Files.createDirectory(scratch.resolve("x".repeat(120)));
        ChildJvm.Launch launch = ChildJvm.Launch.plain().withOptions("-Djava.io.tmpdir=" + tooLong);
        try (ChildJvm child = launch.start(cache)) {
            ChildJvm.Server server = child.ready();
            assertThat(server.socket().toString().length()).isLessThanOrEqualTo(RunDirectory.MAX_SOCKET_PATH);
            child.end();
            assertThat(server.socket().getParent()).doesNotExist();
        }
    }

    @Test
    void postgresVariablesOfTheEnvironmentDoNotMatter() throws Exception {
        ChildJvm.Launch launch = ChildJvm.Launch.plain()
                .withEnvironment(Map.of(
                        "PGDATA", "/proc/nowhere",
                        "PGPORT", "1",
                        "PGOPTIONS", "-c nonsense=1",
                        "PG_COLOR", "always",
                        "LC_ALL", "no_SUCH.locale",
                        "TZ", "Asia/Colombo",
                        "IFS", "/"));
        try (ChildJvm child = launch.start(cache)) {
            try (StartupProbe client = child.ready().connect()) {
                assertThat(client.ask("SHOW TimeZone")).isEqualTo("UTC");
            }
            child.end();
        }
    }

    @Test
    void theErrorExplainsWhyNoDirectoryIsUsable() throws Exception {
        Path tooLong = Files.createDirectory(scratch.resolve("y".repeat(120)));
        Path missing = scratch.resolve("missing");
        ServerUser account = ServerUser.detect();
        assertThatThrownBy(() -> RunDirectory.choose(account, List.of(tooLong, missing)))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining(tooLong + " is too long for a socket")
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("-Djava.io.tmpdir");
    }

    @Test
    void aCacheThatOthersCanWriteIsNotUsed() throws Exception {
        Path open = Files.createDirectories(scratch.resolve("others").resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(CacheDirectory.open(open, ServerUser.detect(), List.of(scratch))
                        .getParent())
                .isEqualTo(scratch.toRealPath());
    }

    @Test
    void aCacheWhoseNameInitdbCannotQuoteIsNotUsed() throws Exception {
        Path odd = scratch.resolve("x").resolve("a \"cache\" for $5");
        assertThat(CacheDirectory.open(odd, ServerUser.detect(), List.of(scratch))
                        .getParent())
                .isEqualTo(scratch.toRealPath());
    }

    @Test
    void theCacheIsWhereTheEnvironmentSays() {
        assertThat(CacheDirectory.preferred(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/h")))
                .isEqualTo(Path.of("/x/verdigris"));
        assertThat(CacheDirectory.preferred(Map.of("XDG_CACHE_HOME", "relative", "HOME", "/h")))
                .isEqualTo(Path.of("/h/.cache/verdigris"));
        assertThat(CacheDirectory.preferred(Map.of("HOME", ""))).isAbsolute();
    }

    @Test
    void knowsThePlatformsAndRefusesOthersByName() throws Exception {
        assertThat(Platform.of("Linux", "amd64").archive()).isEqualTo("postgres-linux-x86_64.txz");
        assertThat(Platform.of("Linux", "aarch64").archive()).isEqualTo("postgres-linux-arm_64.txz");
        assertThat(Platform.of("Mac OS X", "x86_64").archive()).isEqualTo("postgres-darwin-x86_64.txz");
        assertThat(Platform.of("Mac OS X", "aarch64").archive()).isEqualTo("postgres-darwin-arm_64.txz");
        assertThatThrownBy(() -> Platform.of("Windows 11", "amd64"))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("Windows 11 on amd64");
    }
}
