package dev.verdigris.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.cli.Golden;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class CiSystemTest {

    private static final Path DOCS =
            Path.of(System.getProperty("project.root", "..")).resolve("docs");

    @TempDir
    private Path directory;

    static Stream<Arguments> systems() {
        return Stream.of(
                arguments(
                        CiSystem.GITHUB,
                        Map.of(
                                "GITHUB_ACTIONS", "true",
                                "GITHUB_REPOSITORY_ID", "42",
                                "GITHUB_RUN_ID", "1658821493",
                                "GITHUB_RUN_ATTEMPT", "2",
                                "GITHUB_SHA", "ffac537e6cbb",
                                "GITHUB_REF", "refs/tags/v1.2",
                                "GITHUB_SERVER_URL", "https://github.com",
                                "GITHUB_REPOSITORY", "octo/auction"),
                        "github-42-1658821493",
                        "ffac537e6cbb",
                        "v1.2",
                        "https://github.com/octo/auction/actions/runs/1658821493"),
                arguments(
                        CiSystem.GITLAB,
                        Map.of(
                                "GITLAB_CI", "true",
                                "CI_PIPELINE_ID", "1001",
                                "CI_JOB_ID", "7",
                                "CI_COMMIT_SHA", "1ecfd275763e",
                                "CI_COMMIT_TAG", "v1.2",
                                "CI_PIPELINE_URL", "https://gitlab.test/a/b/-/pipelines/1001"),
                        "gitlab-1001",
                        "1ecfd275763e",
                        "v1.2",
                        "https://gitlab.test/a/b/-/pipelines/1001"),
                arguments(
                        CiSystem.BUILDKITE,
                        Map.of(
                                "BUILDKITE", "true",
                                "BUILDKITE_BUILD_ID", "4735ba57-80d0",
                                "BUILDKITE_COMMIT", "83a20ec0",
                                "BUILDKITE_TAG", "v1.2",
                                "BUILDKITE_BUILD_URL", "https://buildkite.test/acme/builds/1514"),
                        "buildkite-4735ba57-80d0",
                        "83a20ec0",
                        "v1.2",
                        "https://buildkite.test/acme/builds/1514"),
                arguments(
                        CiSystem.CIRCLECI,
                        Map.of(
                                "CIRCLECI", "true",
                                "CIRCLE_PIPELINE_ID", "5034460f-c7c4",
                                "CIRCLE_WORKFLOW_ID", "other",
                                "CIRCLE_SHA1", "a1b2c3",
                                "CIRCLE_TAG", "v1.2",
                                "CIRCLE_BUILD_URL", "https://circleci.test/gh/a/b/17"),
                        "circleci-5034460f-c7c4",
                        "a1b2c3",
                        "v1.2",
                        "https://circleci.test/gh/a/b/17"),
                arguments(
                        CiSystem.AZURE,
                        Map.of(
                                "TF_BUILD", "True",
                                "BUILD_BUILDID", "1430",
                                "BUILD_SOURCEVERSION", "c0ffee",
                                "BUILD_SOURCEBRANCH", "refs/tags/v1.2",
                                "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", "https://dev.azure.com/fabrikam/",
                                "SYSTEM_TEAMPROJECT", "Fiber Net"),
                        "azure-1430",
                        "c0ffee",
                        "v1.2",
                        "https://dev.azure.com/fabrikam/Fiber%20Net/_build/results?buildId=1430"),
                arguments(
                        CiSystem.JENKINS,
                        Map.of(
                                "JENKINS_URL", "https://jenkins.test/",
                                "BUILD_TAG", "jenkins-my job-17",
                                "GIT_COMMIT", "ce9a3c14",
                                "TAG_NAME", "v1.2",
                                "BUILD_URL", "https://jenkins.test/job/my%20job/17/"),
                        "jenkins-my-job-17",
                        "ce9a3c14",
                        "v1.2",
                        "https://jenkins.test/job/my%20job/17/"));
    }

    private Settings settings(Map<String, String> variables, Map<Key, List<String>> options) throws IOException {
        Files.writeString(directory.resolve("verdigris.yml"), """
                connection: {host: localhost, user: me}
                environments: {prod: {schemas: [shop]}}
                """);
        return new SettingsRequest(directory, variables, Optional.empty(), Optional.empty(), options).resolve();
    }

    @ParameterizedTest
    @MethodSource("systems")
    void theVariablesOfASystemGiveTheDefaults(
            CiSystem system, Map<String, String> variables, String id, String commit, String tag, String run)
            throws IOException {
        Settings settings = settings(variables, Map.of());
        assertThat(settings.deployer())
                .isEqualTo(Deployer.NONE
                        .withDefaultId(new DeploymentId(id))
                        .withProvenance(new Provenance(Optional.of(commit), Optional.of(tag), Optional.of(run))));
        assertThat(settings.provenance())
                .anyMatch(line -> line.matches("deployment\\.id = \\Q" + id + "\\E  \\(variable [A-Z_]+\\)"));
    }

    @Test
    void everySystemIsTested() {
        assertThat(systems().map(each -> each.get()[0])).containsExactly((Object[]) CiSystem.values());
    }

    @Test
    void aBranchIsNoTag() {
        Map<String, String> variables = Map.of("GITHUB_ACTIONS", "true", "GITHUB_REF", "refs/heads/main");
        assertThat(CiSystem.defaults(variables)).doesNotContainKeys(Key.TAG, Key.DEPLOYMENT_ID);
    }

    @Test
    void theTagOfDbtIsKnownEverywhere() throws IOException {
        assertThat(settings(Map.of("CI_TAG", "nightly"), Map.of())
                        .deployer()
                        .provenance()
                        .tag())
                .contains("nightly");
        Map<String, String> both = Map.of("CI_TAG", "nightly", "GITLAB_CI", "true", "CI_COMMIT_TAG", "v1");
        assertThat(settings(both, Map.of()).deployer().provenance().tag()).contains("nightly");
    }

    @Test
    void aGivenIdHasPrecedenceAndBinds() throws IOException {
        Map<String, String> variables = new HashMap<>(Map.of("GITLAB_CI", "true", "CI_PIPELINE_ID", "7"));
        assertThat(settings(variables, Map.of(Key.DEPLOYMENT_ID, List.of("mine")))
                        .deployer()
                        .id())
                .contains(new DeploymentId("mine"));
        variables.put("VERDIGRIS_DEPLOYMENT_ID", "ours");
        assertThat(settings(variables, Map.of()).deployer().id()).contains(new DeploymentId("ours"));
    }

    @Test
    void aLongIdKeepsItsEnd() {
        Map<String, String> variables = Map.of("JENKINS_URL", "x", "BUILD_TAG", "é".repeat(300) + "-17");
        String id =
                CiSystem.defaults(variables).get(Key.DEPLOYMENT_ID).getFirst().text();
        assertThat(DeploymentId.isValid(id)).isTrue();
        assertThat(id).endsWith("-17");
    }

    @Test
    void theTableOfTheDocsIsUpToDate() {
        StringBuilder table = new StringBuilder("| known by | id | commit | tag | run |\n|---|---|---|---|---|\n");
        Arrays.stream(CiSystem.values())
                .forEach(system -> table.append("| `")
                        .append(system.variable())
                        .append("` | `")
                        .append(system.template(Key.DEPLOYMENT_ID))
                        .append("` | `")
                        .append(system.template(Key.COMMIT))
                        .append("` | `")
                        .append(system.template(Key.TAG))
                        .append("` | `")
                        .append(system.template(Key.RUN))
                        .append("` |\n"));
        Golden.assertContains(DOCS.resolve("configuration.md"), "ci", table.toString());
    }
}
