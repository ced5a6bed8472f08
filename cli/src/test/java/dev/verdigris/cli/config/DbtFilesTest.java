package dev.verdigris.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.cli.config.SettingsRequest.DbtChoice;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.engine.request.DbtFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where the files are that dbt writes. */
final class DbtFilesTest {

    @TempDir
    private Path directory;

    private Path project;

    @BeforeEach
    void aProjectBesideAConfiguration() throws IOException {
        project = Files.createDirectories(directory.resolve("shop"));
        Files.writeString(directory.resolve("verdigris.yml"), """
                connection: {host: h, user: u}
                environments: {prod: {schemas: [public]}}
                """);
        write("name: shop\n");
    }

    private void write(String text) throws IOException {
        Files.writeString(project.resolve("dbt_project.yml"), text);
    }

    private Optional<DbtFiles> files(Path from, Map<String, String> variables, Optional<Path> target) {
        return new SettingsRequest(
                        from,
                        variables,
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        new DbtChoice(Optional.empty(), Optional.empty(), Optional.empty(), target))
                .resolve()
                .dbt();
    }

    @Test
    void anOptionWinsOverTheVariableAndTheProject() throws IOException {
        Map<String, String> variable = Map.of("DBT_TARGET_PATH", "by-variable");
        assertThat(files(project, Map.of(), Optional.empty())).hasValue(in("target"));
        write("target-path: \"{{ env_var('OUT', 'by-project') }}\"\n");
        assertThat(files(project, Map.of(), Optional.empty())).hasValue(in("by-project"));
        assertThat(files(project, variable, Optional.empty())).hasValue(in("by-variable"));
        assertThat(files(project, variable, Optional.of(Path.of("by-option")))).hasValue(in("by-option"));
        assertThat(in("target").manifest()).isEqualTo(project.resolve("target/manifest.json"));
    }

    private DbtFiles in(String target) {
        return new DbtFiles(project, project.resolve(target));
    }

    @Test
    void theVariableOfDbtNamesTheProjectOfAConfiguration() {
        assertThat(files(directory, Map.of(), Optional.empty())).isEmpty();
        assertThat(files(directory, Map.of("DBT_PROJECT_DIR", "shop"), Optional.empty()))
                .hasValue(in("target"));
    }

    @Test
    void otherJinjaInTheTargetIsAnErrorWithItsLine() throws IOException {
        write("name: shop\ntarget-path: \"{{ run_started_at }}\"\n");
        assertThatThrownBy(() -> files(project, Map.of(), Optional.empty()))
                .isInstanceOfSatisfying(
                        StoppedException.class,
                        stopped -> assertThat(stopped.problems())
                                .singleElement()
                                .satisfies(
                                        problem -> assertThat(problem.where()).endsWith("dbt_project.yml:2")));
    }

    @Test
    void theCommandOfTheChecksHasAShortForm() throws IOException {
        for (String form : List.of("{command: dbt test}", "dbt test")) {
            Files.writeString(directory.resolve("verdigris.yml"), """
                    connection: {host: h, user: u}
                    environments: {prod: {schemas: [public], check: %s}}
                    """.formatted(form));
            Settings settings =
                    new SettingsRequest(directory, Map.of(), Optional.empty(), Optional.empty(), Map.of()).resolve();
            assertThat(settings.checkCommand()).hasValue("dbt test");
            assertThat(settings.provenance()).anyMatch(line -> line.startsWith("check.command = dbt"));
        }
    }

    /** A builder that runs dbt would otherwise build the target of the profile. */
    @Test
    void dbtGetsTheChoicesOfTheRunAsItsVariables() throws IOException {
        write("name: shop\nprofile: p\nvars: {deployment: {prod: {schemas: [a]}, dev: {schemas: [a]}}}\n");
        Path profiles = Files.createDirectories(directory.resolve("profiles"));
        Files.writeString(profiles.resolve("profiles.yml"), """
                q: {target: dev, outputs: {prod: {type: materialize, host: h, user: u}}}
                """);
        SettingsRequest request = new SettingsRequest(
                directory,
                Map.of("DBT_TARGET", "dev"),
                Optional.empty(),
                Optional.of("prod"),
                Map.of(),
                new DbtChoice(
                        Optional.of(Path.of("shop")),
                        Optional.of(Path.of("profiles")),
                        Optional.of("q"),
                        Optional.of(Path.of("out"))));
        assertThat(request.resolve().dbtVariables())
                .containsOnly(
                        Map.entry("DBT_TARGET", "prod"),
                        Map.entry("DBT_PROJECT_DIR", project.toString()),
                        Map.entry("DBT_PROFILES_DIR", profiles.toString()),
                        Map.entry("DBT_PROFILE", "q"),
                        Map.entry("DBT_TARGET_PATH", directory.resolve("out").toString()));
        SettingsRequest without =
                new SettingsRequest(directory, Map.of(), Optional.empty(), Optional.empty(), Map.of());
        assertThat(without.resolve().dbtVariables()).isEmpty();
    }
}
