package dev.verdigris.e2e.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.e2e.cli.Shop;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The jobs of the component for GitLab, with the inputs of the example. */
final class GitLabPipelineTest {

    private static final Path EXAMPLE = Script.ROOT.resolve("examples/ci/gitlab/.gitlab-ci.yml");
    private static final Path SCRIPTS = Script.ROOT.resolve("packaging/ci");
    private static final String BEGIN = "    # begin: script\n";
    private static final String END = "    # end: script\n";

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private CommentServer comments;
    private Shop shop;
    private Path executed;
    private int pipelines;

    @BeforeEach
    void start() throws SandboxStartException, IOException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        comments = new CommentServer();
        shop = Shop.open(sandbox, folder.resolve("checkout"));
        executed = folder.resolve("executed");
    }

    @AfterEach
    void stop() {
        comments.close();
        sandbox.close();
    }

    @Test
    void aMergeRequestHasOneNoteWithItsPlan() throws IOException {
        for (int i = 0; i < 120; i++) {
            comments.write("note " + i);
        }
        assertThat(mergeRequest(CommentServer.TOKEN).job("verdigris-plan").exit())
                .isZero();
        Script.Ended again = mergeRequest(CommentServer.TOKEN).job("verdigris-plan");
        assertThat(again.out()).contains("The plan is in the comment of an earlier run, which was replaced.");
        assertThat(comments.bodies()).hasSize(121);
        assertThat(comments.bodies().getLast()).contains("deploy would take", "Commit 1ecfd275763e, [run](");
        assertThat(comments.requests())
                .contains(
                        "POST /projects/5/merge_requests/3/notes",
                        "PUT /projects/5/merge_requests/3/notes/121",
                        "GET /user");
        assertThat(executed).doesNotExist();
    }

    @Test
    void withoutATokenThePlanIsInTheArtifacts() throws IOException {
        GitLabRun run = mergeRequest("");
        Script.Ended planned = run.job("verdigris-plan");
        assertThat(planned.exit()).as(planned.out()).isZero();
        assertThat(planned.out())
                .contains("warning: There is no token, so the plan is not in a comment."
                        + " Set token (VERDIGRIS_CI_TOKEN). The plan is in the report of this job.");
        assertThat(run.artifact("verdigris-plan").resolve("verdigris-output/report.md"))
                .content()
                .contains("deploy would take");
        assertThat(comments.requests()).isEmpty();
    }

    @Test
    void anApprovedPlanIsDeployedAndVerifiedAndAStalePlanIsRefused() throws IOException {
        GitLabRun run = push(Map.of());
        assertThat(run.job("verdigris-validate").exit()).isZero();
        Script.Ended planned = run.job("verdigris-plan");
        assertThat(planned.exit()).as(planned.out()).isZero();
        assertThat(planned.out()).contains(approval(run).get("VERDIGRIS_CI_DIGEST"));
        assertThat(shop.liveVersion()).isEqualTo("1");

        // Neither check nor history has this option.
        Map<String, String> started = new HashMap<>(approval(run));
        started.put("VERDIGRIS_CI_ARGUMENTS", "--swap-timeout=5m");
        Script.Ended deployed = run.job("verdigris-deploy", started);
        assertThat(deployed.exit()).as(deployed.out()).isZero();
        assertThat(deployed.out()).contains("the new version is live", "status prod", "check prod", "history prod");
        assertThat(shop.liveVersion()).isEqualTo("2");
        assertThat(run.artifact("verdigris-deploy").resolve("verdigris-output/checks.xml"))
                .content()
                .contains("revenue_is_positive");

        Script.Ended back = push(Map.of()).job("verdigris-rollback");
        assertThat(back.exit()).as(back.out()).isZero();
        assertThat(shop.liveVersion()).isEqualTo("1");
        assertThat(push(Map.of()).job("verdigris-abort").exit()).isZero();

        shop.write("models/shop/release.sql", "CREATE VIEW release AS SELECT 3 AS version;\n");
        GitLabRun stale = push(Map.of());
        assertThat(stale.job("verdigris-plan").exit()).isZero();
        shop.sql("COMMENT ON MATERIALIZED VIEW shop.revenue IS 'changed after the approval'");
        Script.Ended refused = stale.job("verdigris-deploy", approval(stale));
        assertThat(refused.exit()).isEqualTo(6);
        assertThat(refused.out()).contains("VG-PLAN-STALE", "error: The approved plan is stale.", "history prod");
    }

    @Test
    void aPersonGivesTheApprovedDigestAndCanGiveArguments() throws IOException {
        GitLabRun wrong = push(Map.of("VERDIGRIS_CI_DIGEST", "00"));
        assertThat(wrong.job("verdigris-plan").exit()).isZero();
        Script.Ended refused = wrong.job("verdigris-deploy");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.out()).contains("error: This is not the approved plan. Its digest is ");
        Script.Ended without = wrong.job("verdigris-deploy", Map.of("VERDIGRIS_CI_DIGEST", ""));
        assertThat(without.exit()).isEqualTo(2);
        assertThat(without.out())
                .contains("error: No plan is approved: there is no digest."
                        + " Set VERDIGRIS_CI_DIGEST to that of the plan that you have read.");
        assertThat(shop.liveVersion()).isEqualTo("1");

        String hostile =
                "--accept\nVG-STRANDED=\"'; touch " + executed + "; $(touch " + executed + ") `touch " + executed + "`";
        Script.Ended planned = push(Map.of("VERDIGRIS_CI_ARGUMENTS", hostile)).job("verdigris-plan");
        assertThat(planned.exit()).as(planned.out()).isZero();
        assertThat(executed).doesNotExist();
    }

    /** A person starts each job that changes something, and only one of them runs at a time. */
    @Test
    void whoStartsAJobIsClear() throws IOException {
        Component component = component();
        assertThat(component.names())
                .containsExactly(
                        "verdigris-validate",
                        "verdigris-plan",
                        "verdigris-deploy",
                        "verdigris-rollback",
                        "verdigris-cleanup",
                        "verdigris-abort");
        for (String name : component.names()) {
            Map<String, Object> job = component.job(name);
            boolean reads = Set.of("verdigris-validate", "verdigris-plan").contains(name);
            assertThat(job.get("interruptible")).as(name).isEqualTo(reads);
            List<?> rules = (List<?>) job.get("rules");
            if (!reads) {
                assertThat(rules)
                        .allSatisfy(rule ->
                                assertThat(((Map<?, ?>) rule).get("when")).isEqualTo("manual"));
                assertThat(job.get("resource_group")).isEqualTo("verdigris-production");
                assertThat(job.get("environment"))
                        .isEqualTo(
                                name.equals("verdigris-deploy")
                                        ? Map.of("name", "production")
                                        : Map.of("name", "production", "action", "prepare"));
            }
        }
        assertThat(component.job("verdigris-plan").get("environment"))
                .isEqualTo(Map.of("name", "verdigris-plan", "action", "access"));
    }

    /** An included file brings no other files, so the component contains the script. */
    @Test
    void theComponentContainsTheScript() throws IOException {
        String text = Files.readString(Component.FILE);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        String wanted = embedded();
        if (Boolean.getBoolean("approve")) {
            Files.writeString(Component.FILE, text.substring(0, begin) + wanted + text.substring(end));
        }
        assertThat(text.substring(begin, end)).isEqualTo(wanted);
        assertThat(wanted).as("GitLab would take it for an input").doesNotContain("$[[");
    }

    /** What a person copies from the log of the job that planned. */
    private static Map<String, String> approval(GitLabRun run) {
        String plan = Folders.read(run.artifact("verdigris-plan").resolve("verdigris-output/plan.json"));
        return Map.of("VERDIGRIS_CI_DIGEST", plan.replaceFirst("(?s).*\"digest\": *\"([0-9a-f]{64})\".*", "$1"));
    }

    private static String embedded() throws IOException {
        StringBuilder text = new StringBuilder("mkdir -p .verdigris-ci\n");
        for (String name : List.of("verdigris-ci", "comment.py")) {
            text.append("cat >.verdigris-ci/")
                    .append(name)
                    .append(" <<'END_OF_FILE'\n")
                    .append(Files.readString(SCRIPTS.resolve(name)))
                    .append("END_OF_FILE\n");
        }
        text.append("chmod +x .verdigris-ci/verdigris-ci\n");
        return text.toString()
                .lines()
                .map(line -> line.isEmpty() ? "\n" : "      " + line + "\n")
                .collect(Collectors.joining("", "    - |\n", ""));
    }

    private static Component component() throws IOException {
        Map<?, ?> example = GitHubRun.document(EXAMPLE);
        Map<?, ?> include = (Map<?, ?>) ((List<?>) example.get("include")).getFirst();
        assertThat(include.get("file").toString()).isEqualTo("/" + Script.ROOT.relativize(Component.FILE));
        Map<String, String> inputs = new HashMap<>();
        GitHubRun.map(include, "inputs").forEach((name, value) -> inputs.put(name.toString(), value.toString()));
        // There is no release to download yet, so the launcher is on the path.
        inputs.put("archive", "");
        return Component.with(inputs);
    }

    private GitLabRun mergeRequest(String token) throws IOException {
        return run(Map.of(
                "VERDIGRIS_CI_TOKEN",
                token,
                "CI_MERGE_REQUEST_IID",
                "3",
                "CI_MERGE_REQUEST_PROJECT_ID",
                "5",
                "CI_MERGE_REQUEST_TITLE",
                "\"; touch " + executed + "; $(touch " + executed + ")",
                "CI_COMMIT_REF_NAME",
                "$(touch " + executed + ")\n`touch " + executed + "`"));
    }

    private GitLabRun push(Map<String, String> byHand) throws IOException {
        return run(byHand);
    }

    private GitLabRun run(Map<String, String> more) throws IOException {
        pipelines++;
        Map<String, String> variables = new HashMap<>(Map.of(
                "CI_PIPELINE_ID",
                "100" + pipelines,
                "CI_PIPELINE_URL",
                "https://gitlab.test/a/b/-/pipelines/100" + pipelines,
                "CI_PROJECT_ID",
                "5",
                "CI_COMMIT_SHA",
                "1ecfd275763e",
                "CI_API_V4_URL",
                comments.address(),
                "VERDIGRIS_URL",
                shop.url()));
        variables.putAll(more);
        return new GitLabRun(folder, shop.directory(), component(), variables);
    }
}
