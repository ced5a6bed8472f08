package dev.verdigris.cli.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.cli.command.Cli;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.ModelProject;
import dev.verdigris.core.model.ModelResult;
import dev.verdigris.core.name.Identifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The command that creates a project. */
final class NewCommandTest {

    @TempDir
    private Path directory;

    private Cli cli;

    @BeforeEach
    void openDirectory() {
        cli = Cli.in(directory);
    }

    private Map<String, String> written() throws IOException {
        Path project = directory.resolve("shop");
        try (Stream<Path> files = Files.walk(project)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> project.relativize(file).toString(), NewCommandTest::read));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode json(Cli.Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }

    @Test
    void theFilesOfAProjectArePlannedByTheModelsAndTheConfiguration() throws IOException {
        cli.run("new", "shop").exits(0);

        Settings settings = new SettingsRequest(
                        directory.resolve("shop"), Map.of(), Optional.empty(), Optional.empty(), Map.of())
                .resolve();
        assertThat(settings.environment().name()).isEqualTo(Identifier.of("prod"));
        List<ModelFile> models = new ArrayList<>();
        written().forEach((path, text) -> {
            if (path.startsWith("models/")) {
                models.add(new ModelFile(path.substring("models/".length()), path, text));
            }
        });
        assertThat(models).hasSize(2);
        assertThat(ModelProject.of(models, settings.environment().targetNames()))
                .isInstanceOf(ModelResult.Resolved.class);
    }

    @ParameterizedTest
    @EnumSource(Scaffold.Kind.class)
    void thePageOfTheProjectHasTheCommandsThatTheRunPrints(Scaffold.Kind kind) throws IOException {
        JsonNode view = json(
                cli.run("new", "shop", "--kind", kind.toString(), "-o", "json").exits(0));
        List<String> commands = new ArrayList<>();
        view.path("next").forEach(command -> commands.add(command.asText()));

        assertThat(commands.removeFirst()).startsWith("verdigris sandbox ");
        assertThat(commands.removeFirst()).isEqualTo("cd shop");
        assertThat(written().get("README.md")).contains(String.join("\n", commands) + "\n");
        assertThat(written().values()).noneMatch(text -> text.contains("@NAME@") || text.contains("DATABASE@"));
    }

    @Test
    void aSecondRunChangesNothing() throws IOException {
        cli.run("new", "shop").exits(0);
        Map<String, String> first = written();

        JsonNode view = json(cli.run("new", "shop", "-o", "json").exits(0));

        assertThat(view.path("files").findValuesAsText("state"))
                .hasSize(first.size())
                .containsOnly("unchanged");
        assertThat(written()).isEqualTo(first);
    }

    @Test
    void anInterruptedRunIsCompleted() throws IOException {
        cli.run("new", "shop").exits(0);
        Map<String, String> whole = written();
        Path project = directory.resolve("shop");
        Files.delete(project.resolve("verdigris.yml"));
        String setup = whole.get("setup.sql");
        Files.writeString(project.resolve("setup.sql"), setup.substring(0, setup.length() / 2));

        JsonNode view = json(cli.run("new", "shop", "-o", "json").exits(0));

        assertThat(written()).isEqualTo(whole);
        assertThat(view.path("files").findValuesAsText("state")).contains("written", "unchanged");
    }

    @Test
    void eachFileInTheWayIsNamedAndNothingIsWritten() throws IOException {
        Path project = Files.createDirectories(directory.resolve("shop"));
        Files.createDirectories(project.resolve(".git"));
        Files.writeString(project.resolve("README.md"), "mine");
        Files.writeString(project.resolve("LICENSE"), "mine too");
        Files.writeString(project.resolve("models"), "no directory");

        String err = cli.run("new", "shop").exits(2).err();

        assertThat(err.lines().filter(line -> line.contains("VG-FILE-IN-THE-WAY")))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(err).contains("README.md is there", "LICENSE is there", "models is no directory");
        assertThat(written()).hasSize(3).containsEntry("README.md", "mine");
    }

    @Test
    void aModelOfOthersDoesNotBecomeAPartOfTheProject() throws IOException {
        Path models = Files.createDirectories(directory.resolve("shop/models"));
        Files.writeString(models.resolve("other.sql"), "mine");
        assertThat(cli.run("new", "shop").exits(2).err())
                .contains("VG-FILE-IN-THE-WAY", "models/other.sql is there and is no file of a new project");
        assertThat(written()).containsOnlyKeys("models/other.sql");
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        Files.writeString(directory.resolve("shop"), "mine");
        String err = cli.run("new", "shop/x").exits(2).err();
        assertThat(err).contains("shop is no directory").containsOnlyOnce("VG-FILE-IN-THE-WAY");
        assertThat(cli.run("new", "shop").exits(2).err()).contains("VG-FILE-IN-THE-WAY", "shop is no directory");
    }

    @Test
    void aFailureToWriteIsSaidInPlainWords() {
        Cli.Ran ran = cli.run("new", "/proc/shop").exits(2);
        assertThat(ran.out()).contains("No file of the project in /proc/shop could be written");
        assertThat(ran.err()).contains("VG-FILE-NOT-WRITTEN").doesNotContain("Exception");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsAProblem() {
        assertThat(cli.run("new", "a".repeat(300)).exits(2).err())
                .contains("VG-FILE-NOT-WRITTEN", "run the same command again");
    }

    @ParameterizedTest
    @CsvSource({"shop,shop", "My Shop,my_shop", "9 lives,project_9_lives", "☕,project", "mz_house,project_mz_house"})
    void namesAreMadeOfTheDirectory(String name, String folded) throws IOException {
        JsonNode view = json(cli.run("new", name, "-o", "json").exits(0));
        assertThat(view.path("headline").asText()).startsWith("The project " + folded + " is in ");
        assertThat(read(directory.resolve(name).resolve("setup.sql"))).contains("CREATE SCHEMA " + folded + "_marts;");
    }

    @Test
    void aNameThatIsNoneOfTheDirectoryIsNoted() throws IOException {
        JsonNode view = json(cli.run("new", "日本", "-o", "json").exits(0));
        assertThat(view.path("notes").path(0).asText()).contains("--name");
        assertThat(json(cli.run("new", "shop", "-o", "json").exits(0)).path("notes"))
                .isEmpty();
        assertThat(json(cli.run("new", "日本2", "--name", "nihon", "-o", "json").exits(0))
                        .path("notes"))
                .isEmpty();
    }

    @Test
    void anUnknownKindIsAnsweredWithTheKinds() {
        assertThat(cli.run("new", "shop", "--kind", "SQLite").exits(2).err())
                .contains("VG-USAGE --kind must be sql or dbt, not SQLite");
    }

    @Test
    void aDirectoryWithAHyphenIsAnArgumentOfTheNextCommand() {
        assertThat(cli.run("new", "--", "-x").exits(0).out()).contains("  cd ./-x\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop", "my shop", "pg_shop", "", "9"})
    void anotherNameHasToBePlain(String name) {
        assertThat(cli.run("new", "shop", "--name", name).exits(2).err()).contains("--name must begin with a letter");
        assertThat(directory.resolve("shop")).doesNotExist();
    }

    @Test
    void aDatabaseMayHaveAnyName() throws IOException {
        cli.run("new", "shop", "--database", "my \"db\" %").exits(0);
        assertThat(written().get("setup.sql")).contains("CREATE DATABASE \"my \"\"db\"\" %\";");
        assertThat(written().get("verdigris.yml"))
                .contains("6875/my%20%22db%22%20%25\n", "  prod:\n    database: \"my \\\"db\\\" %\"\n    schemas:");
        cli.run("new", "shop2", "--kind", "dbt", "--database", "my \"db\" %").exits(0);
        assertThat(read(directory.resolve("shop2/profiles.yml"))).contains("database: \"my \\\"db\\\" %\"\n");
    }

    @Test
    void theWorkingDirectoryMayBeTheProject() throws IOException {
        Path empty = Files.createDirectories(directory.resolve("shop"));
        Cli.Ran ran = Cli.in(empty).run("new", ".").exits(0);
        assertThat(ran.out())
                .contains("The project shop is in this directory.\n")
                .doesNotContain("  cd ");
    }
}
