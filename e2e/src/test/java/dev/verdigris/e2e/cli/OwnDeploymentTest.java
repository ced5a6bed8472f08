package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Two checkouts, two pipelines and two equal runs, with the whole command line. */
class OwnDeploymentTest {

    @TempDir
    private Path first;

    @TempDir
    private Path second;

    private Sandbox sandbox;
    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        shop = Shop.open(sandbox, first);
        try (Stream<Path> files = Files.walk(first)) {
            for (Path file : files.toList()) {
                if (Files.isRegularFile(file)) {
                    Path copy = second.resolve(first.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        Files.writeString(second.resolve("models/shop/release.sql"), "CREATE VIEW release AS SELECT 3 AS version;\n");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private VerdigrisProcess.Ended other(String... arguments) {
        return VerdigrisProcess.run(second, new HashMap<>(), arguments);
    }

    private static String said(VerdigrisProcess.Ended ended) {
        return ended.out() + ended.err();
    }

    @Test
    void c15AnotherCheckoutIsToldWhoseDeploymentItIs() {
        shop.verdigris("init").exits(0);
        shop.verdigris("build").exits(0);
        assertThat(said(other("deploy").exits(6)))
                .contains("VG-LOCKED", "other files", "deploy -e prod --deployment-id", "--take-over")
                .doesNotContain("verdigris abort");
        assertThat(said(other("promote").exits(6))).contains("VG-OTHER-FILES");
        shop.verdigris("check").exits(0);
        shop.verdigris("promote", "--wait").exits(0);
        assertThat(shop.liveVersion()).isEqualTo("2");
    }

    @Test
    void c15NothingToDoIsSaidOnlyOfTheFilesThatAreLive() {
        shop.verdigris("deploy").exits(0);
        assertThat(said(other("promote").exits(6))).contains("VG-OTHER-FILES", "live");
        assertThat(said(shop.verdigris("promote").exits(0))).contains("nothing is left to do");
    }

    @Test
    void c16EveryVerbKnowsItsDeployment() {
        shop.verdigris("init", "--deployment-id", "A", "--commit", "aaa").exits(0);
        shop.verdigris("build", "--deployment-id", "A", "--commit", "aaa").exits(0);
        assertThat(said(other("build").exits(6))).contains("VG-LOCKED", "deployment A", "commit aaa");
        for (String verb : List.of("build", "await", "promote", "check", "abort")) {
            assertThat(said(other(verb, "--deployment-id", "B", "--commit", "bbb")
                            .exits(6)))
                    .as(verb)
                    .contains("VG-OTHER-DEPLOYMENT", "deployment A", "commit aaa");
        }
        assertThat(said(other("build", "--deployment-id", "B", "--commit", "bbb", "--take-over")
                        .exits(0)))
                .contains("deployment  B", "commit bbb");
        assertThat(said(shop.verdigris("promote", "--deployment-id", "A").exits(6)))
                .contains("VG-OTHER-DEPLOYMENT", "deployment B", "commit bbb");
        other("check", "--deployment-id", "B", "--commit", "bbb").exits(0);
        other("promote", "--wait", "--deployment-id", "B", "--commit", "bbb").exits(0);
        assertThat(shop.liveVersion()).isEqualTo("3");
        assertThat(said(shop.verdigris("status").exits(0))).contains("deployment  B", "commit bbb");
    }

    @Test
    void c26OfTwoEqualDeploysOneIsToldThatTheOtherIsAtWork() {
        // The run that goes on waits in its build, so it is at work when the other one ends.
        shop.sql("SELECT mz_sandbox.hold_statements('CREATE MATERIALIZED VIEW')");
        VerdigrisProcess one = shop.start("deploy", "--deployment-id", "A");
        VerdigrisProcess two = shop.start("deploy", "--deployment-id", "A");
        CompletableFuture.anyOf(one.process().onExit(), two.process().onExit())
                .orTimeout(2, TimeUnit.MINUTES)
                .join();
        shop.sql("SELECT mz_sandbox.release_statements()");
        List<VerdigrisProcess.Ended> ended = List.of(one.join(), two.join());
        assertThat(ended).extracting(VerdigrisProcess.Ended::exit).containsExactlyInAnyOrder(0, 6);
        assertThat(ended)
                .filteredOn(each -> each.exit() == 6)
                .singleElement()
                .satisfies(told -> assertThat(said(told)).contains("VG-LOCKED", "at work", "changed nothing"));
        assertThat(shop.liveVersion()).isEqualTo("2");
    }

    @Test
    void aPipelineGivesItsIdAndCommitByDefault() {
        Map<String, String> gitlab = new HashMap<>(Map.of(
                "GITLAB_CI",
                "true",
                "CI_PIPELINE_ID",
                "7",
                "CI_COMMIT_SHA",
                "aaa",
                "CI_PIPELINE_URL",
                "https://ci.test/7"));
        VerdigrisProcess.run(first, gitlab, "init").exits(0);
        VerdigrisProcess.run(first, gitlab, "build").exits(0);
        Map<String, String> later = new HashMap<>(gitlab);
        later.put("CI_PIPELINE_ID", "8");
        later.put("CI_COMMIT_SHA", "bbb");
        assertThat(said(VerdigrisProcess.run(second, later, "deploy").exits(6)))
                .contains("VG-LOCKED", "gitlab-7", "commit aaa", "https://ci.test/7", "gitlab-8");
        VerdigrisProcess.run(first, gitlab, "check").exits(0);
        VerdigrisProcess.run(first, gitlab, "promote", "--wait").exits(0);
        VerdigrisProcess.run(second, later, "rollback").exits(0);
        assertThat(shop.liveVersion()).isEqualTo("1");
    }
}
