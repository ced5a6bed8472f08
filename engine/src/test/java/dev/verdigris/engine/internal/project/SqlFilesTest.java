package dev.verdigris.engine.internal.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Cases C09 and C23: no file and no directory that looks like one of the project is left out in silence. */
class SqlFilesTest {

    @TempDir
    Path project;

    @Test
    void filesAtAnyDepthAreFoundExceptHiddenOnes() throws IOException {
        write("models/b/two.sql", "SELECT 2");
        write("models/a/x/one.sql", "SELECT '€'");
        write("models/a/notes.txt", "no");
        write("models/.git/three.sql", "no");
        write("models/a/.four.sql", "no");

        SqlFiles models = models();
        assertThat(models.files()).extracting(ModelFile::path).containsExactly("a/x/one.sql", "b/two.sql");
        assertThat(models.files().get(0).text()).isEqualTo("SELECT '€'");
        assertThat(models.files().get(0).shownAs()).startsWith(project.toString());
        assertThat(models.problems()).isEmpty();
        assertThat(models.notes()).singleElement().asString().contains(".four.sql", "hidden");
    }

    @ParameterizedTest
    @CsvSource({
        "EXTRA.SQL, EXTRA.sql",
        "x.Sql, x.sql",
        "x.sq1, x.sql",
        "x.sq, x.sql",
        "x.slq, x.sql",
        "x.sqll, x.sql",
        "x.sql~, x.sql",
        "x.sql.txt, x.sql",
        "'x.sql ', x.sql"
    })
    void anEndingThatIsNearlyRightIsAProblem(String name, String right) throws IOException {
        write("models/a/" + name, "CREATE VIEW x AS SELECT 1");
        write("models/a/good.sql", "CREATE VIEW good AS SELECT 1");
        assertThat(models().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.BAD_MODEL);
            assertThat(problem.where()).isEqualTo(models("a/" + name));
            assertThat(problem.fix())
                    .isEqualTo(Fix.advice("rename it to " + right + ", or move it to another directory"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.yml", "README.md", "a.csv", "sql", "nothing", "a.json", "a.sqlite", "a.py"})
    void otherEndingsAreNotMentioned(String name) throws IOException {
        write("models/a/" + name, "no");
        write("models/a/good.sql", "CREATE VIEW good AS SELECT 1");
        assertThat(models().problems()).isEmpty();
        assertThat(models().notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"good.sql~", "good.SQL.bak", "good.sql.txt", "other.sql.disabled", "#new.sql#"})
    void aCopyBesideTheFileIsOnlyMentioned(String name) throws IOException {
        write("models/a/good.sql", "CREATE VIEW good AS SELECT 1");
        write("models/a/" + name, "no");
        assertThat(models().problems()).isEmpty();
        assertThat(models().notes())
                .containsExactly(
                        "File " + models("a/" + name) + " is not read, because its name does not end in .sql.");
    }

    @Test
    void everyFileThatIsNotTextIsNamedWithItsLine() throws IOException {
        write("models/a/good.sql", "CREATE VIEW good AS SELECT 1");
        Files.write(project.resolve("models/a/latin.sql"), "SELECT 1\n, 'é'".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(project.resolve("models/a/cut.sql"), new byte[] {'a', (byte) 0xe2, (byte) 0x82});
        assertThat(models().problems())
                .extracting(Problem::where, Problem::fix)
                .containsExactlyInAnyOrder(
                        tuple(
                                models("a/latin.sql") + ":2",
                                new Fix.Edit(new Place.Line(models("a/latin.sql"), 2), "save the file as UTF-8")),
                        tuple(
                                models("a/cut.sql") + ":1",
                                new Fix.Edit(new Place.Line(models("a/cut.sql"), 1), "save the file as UTF-8")));
        assertThat(models().files()).hasSize(3);
    }

    @Test
    void linksAreFollowed() throws IOException {
        write("shared/a/one.sql", "CREATE VIEW one AS SELECT 1");
        Files.createDirectories(project.resolve("models/b"));
        Files.createSymbolicLink(project.resolve("models/a"), project.resolve("shared/a"));
        Files.createSymbolicLink(project.resolve("models/b/two.sql"), project.resolve("shared/a/one.sql"));
        assertThat(models().files()).extracting(ModelFile::path).containsExactly("a/one.sql", "b/two.sql");
        assertThat(models().problems()).isEmpty();
    }

    @Test
    void linksThatLeadNowhereOrBackAreProblems() throws IOException {
        write("models/a/good.sql", "CREATE VIEW good AS SELECT 1");
        Files.createSymbolicLink(project.resolve("models/a/gone.sql"), project.resolve("nothing.sql"));
        Files.createSymbolicLink(project.resolve("models/lost"), project.resolve("nowhere"));
        Files.createSymbolicLink(project.resolve("models/a/back"), project.resolve("models"));
        Files.createSymbolicLink(project.resolve("models/a/.#good.sql"), Path.of("editor@host:1"));
        assertThat(models().problems())
                .extracting(Problem::where)
                .containsExactlyInAnyOrder(models("a/gone.sql"), models("lost"), models("a/back"));
    }

    @Test
    void somethingElseThanAFileIsAProblem() throws IOException, InterruptedException {
        write("models/a/good.sql", "CREATE VIEW good AS SELECT 1");
        Path pipe = project.resolve("models/a/pipe.sql");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(models().problems()).extracting(Problem::where).containsExactly(pipe.toString());
    }

    @Test
    void modelsMustExist() throws IOException {
        assertThat(models().problems())
                .extracting(Problem::code, Problem::what)
                .containsExactly(tuple(
                        ProblemCode.BAD_CONFIG, "there is no directory " + project.resolve("models") + " with models"));
        write("mdoels/a/x.sql", "CREATE VIEW x AS SELECT 1");
        assertThat(models().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).endsWith("; did you mean mdoels?"));
        Files.createDirectories(project.resolve("models"));
        assertThat(models().problems()).extracting(Problem::code).containsExactly(ProblemCode.BAD_MODEL);
    }

    @Test
    void aProjectMayHaveNoChecksWhichANoteSays() throws IOException {
        Path directory = project.resolve("checks");
        assertThat(checks())
                .isEqualTo(new SqlFiles(
                        List.of(), List.of(), List.of("No checks: directory " + directory + " does not exist.")));
        assertThat(checks().digest()).isEmpty();
        write("checks/README.md", "none yet");
        assertThat(checks().notes()).containsExactly("No checks: directory " + directory + " contains no SQL file.");
    }

    @Test
    void checksThatAreNoDirectoryAreAProblem() throws IOException {
        Path directory = project.resolve("checks");
        Files.createSymbolicLink(directory, project.resolve("gone/checks"));
        assertThat(checks().problems())
                .extracting(Problem::code, Problem::where, Problem::fix)
                .containsExactly(tuple(
                        ProblemCode.BAD_CONFIG, directory.toString(), Fix.advice("correct the link, or remove it")));
        Files.delete(directory);
        Files.writeString(directory, "../shared/checks");
        assertThat(checks().problems())
                .extracting(Problem::what)
                .containsExactly(directory + " is not a directory, so its checks cannot run");
        Files.delete(directory);
        Files.createDirectories(project.resolve("shared"));
        Files.createSymbolicLink(directory, project.resolve("shared"));
        assertThat(checks().problems()).isEmpty();
    }

    @Test
    void aMissingProjectIsAProblem() {
        assertThat(SqlFiles.checks(project.resolve("typo/checks")).problems())
                .extracting(Problem::where)
                .containsExactly(project.resolve("typo").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"chekcs", "check", "Checks", "cheks", "checks2", "cecks"})
    void aDirectoryThatIsNearlyTheChecksIsAProblem(String name) throws IOException {
        write(name + "/one.sql", "SELECT 1");
        assertThat(checks().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.BAD_CONFIG);
            assertThat(problem.where()).isEqualTo(project.resolve(name).toString());
        });
        write("checks/two.sql", "SELECT 2");
        assertThat(checks().problems()).isEmpty();
        assertThat(checks().notes())
                .containsExactly(
                        "Directory " + project.resolve(name) + " is not read, although its name is close to checks.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "macros", "charts", "tests", "docs"})
    void otherDirectoriesAreNotMistakenForChecks(String name) throws IOException {
        write(name + "/one.sql", "SELECT 1");
        assertThat(checks().problems()).isEmpty();
    }

    @Test
    void aNearDirectoryWithoutSqlIsNoProblem() throws IOException {
        write("check/run.sh", "exit 0");
        assertThat(checks().problems()).isEmpty();
    }

    private SqlFiles models() {
        return SqlFiles.models(project.resolve("models"));
    }

    private String models(String path) {
        return project.resolve("models").resolve(path).toString();
    }

    private SqlFiles checks() {
        return SqlFiles.checks(project.resolve("checks"));
    }

    private void write(String path, String text) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
