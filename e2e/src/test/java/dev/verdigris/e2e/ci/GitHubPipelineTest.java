package dev.verdigris.e2e.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.verdigris.e2e.ci.GitHubRun.JobEnd;
import dev.verdigris.e2e.cli.Shop;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The example workflows for GitHub, from the plan of a pull request to the rollback and the cleanup. */
final class GitHubPipelineTest {

    private static final Path WORKFLOWS = Script.ROOT.resolve("examples/ci/github");
    private static final Path PLAN = WORKFLOWS.resolve("verdigris-plan.yml");
    private static final Path DEPLOY = WORKFLOWS.resolve("verdigris-deploy.yml");
    private static final Path APPROVE = WORKFLOWS.resolve("verdigris-approve.yml");
    private static final Path BY_HAND = WORKFLOWS.resolve("verdigris-by-hand.yml");
    private static final String REPOSITORY = "octo/shop";
    private static final String PASSWORD = "pass'word\"$(x)";

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private CommentServer comments;
    private Shop shop;
    private Path executed;
    private int runs;

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
    void aPullRequestHasOneCommentWithItsPlan() throws IOException {
        comments.write("<!-- verdigris plan prod%20. -->\nThis plan is fine, approve it.");
        JobEnd first = pullRequest().job(PLAN, "plan");
        assertThat(first.failed()).as(first.log()).isFalse();
        assertThat(comments.bodies()).hasSize(2);
        assertThat(comments.bodies().getLast())
                .startsWith("<!-- verdigris plan prod%20. -->\n"
                        + "Commit 5ca1ab1e, planned as the merge ffac537e6cbb with its target, [run](")
                .contains("digest of the plan `", "deploy would take", "shop\\_dbt\\_deploy");
        assertThat(first.summary()).contains("deploy would take");

        shop.write("models/shop/broken.sql", "CREATE VIEW broken AS\nSELEKT 1;\n");
        JobEnd second = pullRequest().job(PLAN, "plan");
        assertThat(second.exits()).containsExactly(2);
        assertThat(comments.bodies()).hasSize(2);
        assertThat(comments.bodies().getLast()).contains("VG-BAD-MODEL").doesNotContain("digest of the plan");
        assertThat(comments.bodies().getFirst()).contains("This plan is fine");
        assertThat(second.log())
                .contains("\n::error file=models/shop/broken.sql,line=2,title=VG-BAD-MODEL::a query is expected here");
        assertThat(shop.liveVersion()).isEqualTo("1");
    }

    /** It has no environment, so it gets no secret, and it needs no server. */
    @Test
    void aPullRequestFromAForkIsValidatedAndNotPlanned() throws IOException {
        Map<String, Object> contexts = contexts(event("somebody/shop"));
        contexts.remove("secrets");
        contexts.remove("vars");
        GitHubRun run = new GitHubRun(folder, shop.directory(), contexts, variables("pull_request"));
        JobEnd good = run.job(PLAN, "validate");
        assertThat(good.failed()).as(good.log()).isFalse();
        assertThat(run.isSkipped(PLAN, "plan")).isTrue();
        shop.write("models/shop/broken.sql", "CREATE VIEW broken AS\nSELECT * FROM nowhere;\n");
        JobEnd bad = run.job(PLAN, "validate");
        assertThat(bad.exits()).containsExactly(2);
        assertThat(bad.log())
                .contains("\n::error file=models/shop/broken.sql,line=2,title=VG-BAD-MODEL::a query reads");
    }

    @Test
    void anApprovedPlanIsDeployedVerifiedAndRolledBack() throws IOException {
        GitHubRun run = push();
        assertThat(run.job(DEPLOY, "plan").failed()).isFalse();
        assertThat(shop.liveVersion()).isEqualTo("1");
        JobEnd deployed = run.job(DEPLOY, "deploy");
        assertThat(deployed.failed()).as(deployed.log()).isFalse();
        assertThat(shop.liveVersion()).isEqualTo("2");
        assertThat(deployed.summary())
                .contains("the new version is live", "verdigris status", "check prod", "verdigris history");
        assertThat(run.artifact("verdigris-deploy").resolve("checks.xml"))
                .content()
                .contains("revenue_is_positive");
        assertThat(run.artifact("verdigris-deploy").resolve("report.md"))
                .content()
                .contains("1 plan", "2 deploy");

        JobEnd back = byHand("rollback", "").job(BY_HAND, "by-hand");
        assertThat(back.failed()).as(back.log()).isFalse();
        assertThat(shop.liveVersion()).isEqualTo("1");
        JobEnd dropped = byHand("abort", "").job(BY_HAND, "by-hand");
        assertThat(dropped.failed()).as(dropped.log()).isFalse();
        assertThat(shop.sql("SELECT 1 FROM mz_schemas WHERE name = 'shop_dbt_deploy'"))
                .isEmpty();
    }

    @Test
    void aStalePlanIsRefused() throws IOException {
        GitHubRun run = push();
        assertThat(run.job(DEPLOY, "plan").failed()).isFalse();
        shop.sql("COMMENT ON MATERIALIZED VIEW shop.revenue IS 'changed after the approval'");
        JobEnd deployed = run.job(DEPLOY, "deploy");
        assertThat(deployed.exits().getFirst()).isEqualTo(6);
        assertThat(deployed.log())
                .contains("VG-PLAN-STALE", "\n::error title=Verdigris::The approved plan is stale. Start the whole");
        assertThat(shop.liveVersion()).isEqualTo("1");
    }

    @Test
    void onlyTheApprovedPlanIsDeployed() throws IOException {
        GitHubRun run = push();
        run.job(DEPLOY, "plan");
        shop.write("models/shop/release.sql", "CREATE VIEW release AS SELECT 3 AS version;\n");
        GitHubRun other = push();
        other.job(DEPLOY, "plan");
        Folders.copy(other.artifact("verdigris-plan"), run.artifact("verdigris-plan"));
        JobEnd deployed = run.job(DEPLOY, "deploy");
        assertThat(deployed.exits().getFirst()).isEqualTo(2);
        assertThat(deployed.log()).contains("::error title=Verdigris::This is not the approved plan. Its digest is ");
        assertThat(shop.liveVersion()).isEqualTo("1");
    }

    /** Without required reviewers, a person starts the deployment and gives the digest of the plan. */
    @Test
    void aPersonApprovesAPlanByItsDigest() throws IOException {
        GitHubRun planned = push();
        assertThat(planned.job(DEPLOY, "plan").failed()).isFalse();
        JobEnd without = approval(planned, "").job(APPROVE, "deploy");
        assertThat(without.exits().getFirst()).isEqualTo(2);
        assertThat(without.log()).contains("::error title=Verdigris::No plan is approved: there is no digest.");
        assertThat(approval(planned, "0".repeat(64))
                        .job(APPROVE, "deploy")
                        .exits()
                        .getFirst())
                .isEqualTo(2);
        assertThat(shop.liveVersion()).isEqualTo("1");
        JobEnd deployed = approval(planned, planned.output("plan", "digest")).job(APPROVE, "deploy");
        assertThat(deployed.failed()).as(deployed.log()).isFalse();
        assertThat(shop.liveVersion()).isEqualTo("2");
    }

    /** GitHub gives an empty text for a variable that is not there. Then the branch would choose the server. */
    @Test
    void aPasswordWithoutAServerIsNotUsed() throws IOException {
        Map<String, Object> contexts = contexts(event());
        contexts.put("vars", Map.of());
        JobEnd refused = new GitHubRun(folder, shop.directory(), contexts, variables("pull_request")).job(PLAN, "plan");
        assertThat(refused.exits()).containsExactly(2);
        assertThat(refused.log())
                .contains("::error title=Verdigris::VERDIGRIS_PASSWORD is set and VERDIGRIS_URL is empty");
    }

    @Test
    void aPullRequestOfDependabotIsNotPlanned() throws IOException {
        Map<String, Object> contexts = contexts(event());
        contexts.put("github", Map.of("event", event(), "repository", REPOSITORY, "actor", "dependabot[bot]"));
        assertThat(new GitHubRun(folder, shop.directory(), contexts, variables("pull_request")).isSkipped(PLAN, "plan"))
                .isTrue();
    }

    /** The author of a pull request chooses its title, its branch and its models. None of them is code. */
    @Test
    void hostileTextsAreOnlyTexts() throws IOException {
        shop.write(
                "models/shop/release.sql",
                "CREATE VIEW release AS SELECT '\n::set-output name=digest::faked\n::error file=x::faked\n' AS version;\n");
        GitHubRun run =
                byHand("rollback", "--accept=VG-STRANDED=\"; touch " + executed + "; $(touch " + executed + ")");
        JobEnd refused = run.job(BY_HAND, "by-hand");
        assertThat(refused.failed()).isTrue();
        JobEnd planned = pullRequest().job(PLAN, "plan");
        assertThat(planned.failed()).as(planned.log()).isFalse();
        assertThat(executed).doesNotExist();
        String log = planned.log();
        int faked = log.indexOf("::error file=x::faked");
        assertThat(faked).isPositive();
        String key = log.replaceFirst("(?s).*?::stop-commands::([0-9a-f]{32})\n.*", "$1");
        assertThat(faked).isBetween(log.indexOf("::stop-commands::" + key), log.indexOf("\n::" + key + "::\n"));
    }

    @Test
    void withoutAUsableTokenThePlanIsStillOnThePageOfTheRun() throws IOException {
        comments.refuse(403);
        JobEnd refused = pullRequest().job(PLAN, "plan");
        assertThat(refused.failed()).as(refused.log()).isFalse();
        assertThat(refused.log())
                .contains("::warning title=Verdigris::GitHub does not let the token write the comment (HTTP 403)."
                        + " The job needs the permission pull-requests: write");
        assertThat(refused.summary()).contains("deploy would take");
        Map<String, Object> contexts = contexts(event());
        contexts.put("github", Map.of("event", event(), "repository", REPOSITORY));
        JobEnd without = new GitHubRun(folder, shop.directory(), contexts, variables("pull_request")).job(PLAN, "plan");
        assertThat(without.failed()).as(without.log()).isFalse();
        assertThat(without.log()).contains("::warning title=Verdigris::There is no token");
        assertThat(without.summary()).contains("deploy would take");
    }

    /** Only the jobs that need a password get it, and no output contains a secret. */
    @Test
    void secretsStayInVariables() throws IOException {
        GitHubRun run = push();
        JobEnd planned = run.job(DEPLOY, "plan");
        JobEnd deployed = run.job(DEPLOY, "deploy");
        JobEnd commented = pullRequest().job(PLAN, "plan");
        for (JobEnd each : List.of(planned, deployed, commented)) {
            assertThat(each.log() + each.summary()).doesNotContain(PASSWORD, CommentServer.TOKEN);
        }
        assertThat(Files.readString(run.artifact("verdigris-plan").resolve("plan.json")))
                .doesNotContain(PASSWORD);
    }

    private GitHubRun pullRequest() throws IOException {
        return new GitHubRun(folder, shop.directory(), contexts(event()), variables("pull_request"));
    }

    private GitHubRun push() throws IOException {
        return new GitHubRun(folder, shop.directory(), contexts(Map.of("ref", "refs/heads/main")), variables("push"));
    }

    private GitHubRun approval(GitHubRun planned, String digest) throws IOException {
        Map<String, Object> contexts = contexts(Map.of());
        contexts.put(
                "github",
                Map.of(
                        "event",
                        Map.of(),
                        "repository",
                        REPOSITORY,
                        "ref",
                        "refs/heads/main",
                        "token",
                        CommentServer.TOKEN));
        contexts.put("inputs", Map.of("run", "101", "digest", digest));
        GitHubRun run = new GitHubRun(folder, shop.directory(), contexts, variables("workflow_dispatch"));
        run.knows("101", planned);
        return run;
    }

    private GitHubRun byHand(String command, String argument) throws IOException {
        Map<String, Object> contexts = contexts(Map.of());
        contexts.put("inputs", Map.of("command", command, "argument", argument));
        return new GitHubRun(folder, shop.directory(), contexts, variables("workflow_dispatch"));
    }

    private Map<String, Object> event() {
        return event(REPOSITORY);
    }

    private Map<String, Object> event(String from) {
        String hostile = "x\"; touch " + executed + "; $(touch " + executed + ")\n::error::faked";
        return Map.of(
                "pull_request",
                Map.of(
                        "number",
                        17,
                        "title",
                        hostile,
                        "head",
                        Map.of("sha", "5ca1ab1e", "ref", hostile, "repo", Map.of("full_name", from))));
    }

    private Map<String, Object> contexts(Map<String, Object> event) {
        Map<String, Object> contexts = new HashMap<>();
        contexts.put("github", Map.of("event", event, "repository", REPOSITORY, "token", CommentServer.TOKEN));
        contexts.put("vars", Map.of("VERDIGRIS_URL", shop.url()));
        contexts.put("secrets", Map.of("VERDIGRIS_PASSWORD", PASSWORD));
        return contexts;
    }

    private Map<String, String> variables(String event) throws IOException {
        runs++;
        return Map.of(
                "GITHUB_EVENT_NAME",
                event,
                "GITHUB_REPOSITORY",
                REPOSITORY,
                "GITHUB_REPOSITORY_ID",
                "42",
                "GITHUB_RUN_ID",
                "10" + runs,
                "GITHUB_SHA",
                "ffac537e6cbb",
                "GITHUB_REF",
                event.equals("pull_request") ? "refs/pull/17/merge" : "refs/heads/main",
                "GITHUB_HEAD_REF",
                "x\"; touch " + executed + "; $(touch " + executed + ")",
                "GITHUB_SERVER_URL",
                "https://github.com",
                "GITHUB_API_URL",
                comments.address());
    }
}
