package dev.verdigris.e2e.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.StatementLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A deployment whose role logs in with a password. The password is nowhere: in no output, process, or catalog. */
final class SecretJourneyTest {

    private static final String SECRET = "hunter2 @:/%$ é";
    private static final String TRACE = "hunter2";

    @TempDir
    private Path folder;

    @Test
    void aDeploymentShowsItsPasswordNowhere() throws Exception {
        SandboxConfig config = SandboxConfig.defaults().withPasswords(Map.of("materialize", SECRET));
        try (Sandbox sandbox = Sandbox.start(config)) {
            Shop shop = Shop.openWithPassword(sandbox, folder, SECRET);
            List<String> seen = new ArrayList<>();
            deploy(shop, seen);
            for (List<String> verb : List.of(
                    List.of("status"),
                    List.of("history"),
                    List.of("plan", "rollback"),
                    List.of("rollback"),
                    List.of("check"),
                    List.of("promote", "--accept", "VG-ROLLED-BACK-FILES=this is a test"),
                    List.of("cleanup", "--yes"),
                    List.of("promote", "--output", "json"),
                    List.of("init", "--output", "ndjson"),
                    List.of("status", "--url", shop.url().replace("materialize@", "materialize:wrong@")))) {
                List<String> words = new ArrayList<>(verb);
                words.add("-X");
                add(shop.verdigris(words.toArray(String[]::new)), seen);
            }
            seen.addAll(catalog(shop));
            sandbox.statementLog().entries().stream()
                    .map(StatementLog.Entry::sql)
                    .forEach(seen::add);
            assertThat(seen).hasSizeGreaterThan(100).noneMatch(text -> text.contains(TRACE));
            assertThat(shop.liveVersion()).isEqualTo("2");
        }
    }

    /** The longest verb, at which the list of processes is read too. */
    private static void deploy(Shop shop, List<String> seen) {
        VerdigrisProcess run = shop.start("deploy", "-X", "--output", "ndjson");
        ProcessHandle launcher = run.process().toHandle();
        Stream.concat(Stream.of(launcher), launcher.descendants())
                .flatMap(each -> each.info().commandLine().stream())
                .forEach(seen::add);
        assertThat(seen).as("command lines").isNotEmpty();
        add(run.join().exits(0), seen);
    }

    private static void add(VerdigrisProcess.Ended ended, List<String> seen) {
        assertThat(ended.out() + ended.err()).as("output of " + ended.line()).isNotEmpty();
        seen.add(ended.out());
        seen.add(ended.err());
    }

    private static List<String> catalog(Shop shop) {
        return Stream.of(
                        "SELECT details::text FROM mz_catalog.mz_audit_events",
                        "SELECT create_sql FROM mz_catalog.mz_views",
                        "SELECT comment FROM mz_internal.mz_comments")
                .flatMap(query -> shop.sql(query).stream())
                .flatMap(List::stream)
                .map(value -> value.orElse("NULL"))
                .toList();
    }
}
