package dev.verdigris.cli.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.cli.report.ReportFiles.Texts;
import dev.verdigris.core.problem.Fix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Which files a report may take, and how it is put there. */
class ReportFilesTest {

    private static final String PAGE = HtmlReport.of(Releases.PLAIN.success(), List.of());

    private static final String TEXT = MarkdownReport.of(Releases.PLAIN.success(), List.of());

    @TempDir
    Path directory;

    private ReportFiles files(String page) {
        return ReportFiles.of(directory, Path.of(page));
    }

    private String what(String page) {
        return files(page).obstacle("verdigris promote").orElseThrow().what();
    }

    @Test
    void obstaclesAreKnownBeforeTheRun() throws IOException {
        assertThat(files("release.html").obstacle("verdigris promote")).isEmpty();
        assertThat(what("release.txt")).contains(".html");
        assertThat(what("no/release.html")).contains("its directory does not exist");
        Files.createDirectory(directory.resolve("dir.html"));
        assertThat(what("dir.html")).contains("it is a directory");
        Files.writeString(directory.resolve("empty.html"), "");
        assertThat(files("empty.html").obstacle("verdigris promote")).isEmpty();
        Files.write(directory.resolve("bytes.html"), new byte[] {(byte) 0xc3, 0x28});
        assertThat(what("bytes.html")).contains("Verdigris did not write");
        Files.writeString(directory.resolve("notes.md"), "# Notes");
        assertThat(what("notes.html")).contains("notes.md");
    }

    @Test
    void aTextThatQuotesAReportIsNotReplaced() throws IOException {
        Files.writeString(directory.resolve("notes.md"), "Our notes.\n\n" + TEXT + "\nMore of our notes.\n");
        assertThat(what("notes.html")).contains("Verdigris did not write the file of that name");
        Files.writeString(directory.resolve("page.html"), "<p>ours</p>\n" + PAGE);
        assertThat(what("page.html")).contains("Verdigris did not write the file of that name");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReportThatIsNotWholeIsCalledOne(boolean cut) throws IOException {
        Files.writeString(
                directory.resolve("release.md"), cut ? TEXT.substring(0, TEXT.length() / 2) : TEXT + "Our notes.\n");
        assertThat(what("release.html"))
                .contains("it is a report of Verdigris, but parts of it are missing, or other text was added");
    }

    @Test
    void aReportOfALaterVersionIsCalledOne() throws IOException {
        Files.writeString(
                directory.resolve("release.html"), PAGE.replaceFirst("verdigris-report 1 ", "verdigris-report 2 "));
        assertThat(what("release.html")).contains("a later version of Verdigris wrote the file of that name");
    }

    @Test
    void aWholeReportWithTheLineEndsOfWindowsIsContinued() throws IOException {
        Files.writeString(directory.resolve("release.html"), PAGE.replace("\n", "\r\n"));
        Files.writeString(directory.resolve("release.md"), TEXT.replace("\n", "\r\n") + "\r\n");
        assertThat(files("release.html").obstacle("verdigris promote")).isEmpty();
    }

    @Test
    void aNameFromAVariableIsSaidWithTheWayWithoutIt() {
        assertThat(files("release.txt").of("SOME_VARIABLE").obstacle("verdigris promote -e prod"))
                .hasValueSatisfying(problem -> {
                    assertThat(problem.what())
                            .isEqualTo("the report cannot be written to release.txt, which SOME_VARIABLE names:"
                                    + " its name does not end in .html");
                    assertThat(problem.fix())
                            .isEqualTo(Fix.advice("name a file that ends in .html; or run it without a report:"
                                    + " SOME_VARIABLE= verdigris promote -e prod"));
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 143, 200, 250})
    @Timeout(60)
    void aLongNameIsCutToKeepAReport(int length) throws IOException {
        ReportFiles files = files("é".repeat((length - 5) / 2) + ".html");
        for (int number = 1; number <= 3; number++) {
            String kept = files.keep(new Texts(Optional.of("page" + number), Optional.of("text")), "r".repeat(90));
            assertThat(kept.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(Math.max(143, length));
            assertThat(Files.readString(directory.resolve(kept))).isEqualTo("page" + number);
        }
        assertThat(names()).hasSize(6);
    }

    @Test
    @Timeout(60)
    void aDirectoryThatIsGoneEndsTheSearchForAName() throws IOException {
        Path gone = Files.createDirectory(directory.resolve("gone"));
        ReportFiles files = files("gone/release.html");
        Files.delete(gone);
        assertThat(catchThrowable(() -> files.keep(new Texts(Optional.of("page"), Optional.empty()), "r-1")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aTakenNameLeavesNoHalf() throws IOException {
        Files.writeString(directory.resolve("release-r-1.md"), "of others");
        Files.createSymbolicLink(directory.resolve("release-r-1-2.html"), directory.resolve("nowhere"));
        assertThat(files("release.html").keep(new Texts(Optional.of("page"), Optional.of("text")), "r-1"))
                .isEqualTo("release-r-1-3.html");
        assertThat(names())
                .containsExactly("release-r-1-2.html", "release-r-1-3.html", "release-r-1-3.md", "release-r-1.md");
        assertThat(Files.readString(directory.resolve("release-r-1.md"))).isEqualTo("of others");
    }

    @Test
    void aPreparedLinkOfTheProcessIsNotFollowed() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "of others");
        Path link =
                directory.resolve(".verdigris-report-" + ProcessHandle.current().pid());
        Files.createSymbolicLink(link, victim);
        files("release.html").write(new Texts(Optional.of("page"), Optional.of("text")));
        assertThat(victim).hasContent("of others");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(names()).containsExactly(String.valueOf(link.getFileName()), "release.html", "release.md", "victim");
        Path usual = Files.writeString(directory.resolve("usual"), "");
        assertThat(Files.getPosixFilePermissions(directory.resolve("release.html")))
                .isEqualTo(Files.getPosixFilePermissions(usual));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }
}
