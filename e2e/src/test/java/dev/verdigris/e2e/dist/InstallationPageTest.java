package dev.verdigris.e2e.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.verdigris.e2e.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The blocks of {@code docs/installation.md}, typed in a clean directory. */
final class InstallationPageTest {

    private static final Path PAGE = Path.of(System.getProperty("project.root")).resolve("docs/installation.md");

    @TempDir
    private Path folder;

    /** The commands of the first block below a heading. */
    private static String block(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int section = page.indexOf("\n## " + heading + "\n");
        assertThat(section).as(heading).isPositive();
        int begin = page.indexOf("```sh\n", section) + "```sh\n".length();
        return page.substring(begin, page.indexOf("```", begin));
    }

    private Program.Ended type(Path directory, String commands, Path archive) throws IOException {
        String version = archive.getFileName().toString().replaceFirst("verdigris-(\\d[0-9.]*(-SNAPSHOT)?).*", "$1");
        Path home = Files.createDirectories(folder.resolve("home"));
        return Program.in(directory)
                .with("HOME", home.toString())
                .with("VERDIGRIS_JAVA_HOME", "")
                .with("JAVA_HOME", System.getProperty("java.home"))
                .runOrSkip(
                        "",
                        List.of(
                                "bash",
                                "-euc",
                                commands.replace("VERSION", version)
                                        .replaceAll("-linux-amd64(?=\\.tar)", platform(archive))))
                .succeeded();
    }

    /** The platform of the build, in the place of the one on the page. */
    private static String platform(Path archive) {
        return archive.getFileName().toString().replaceFirst(".*?((-(linux|macos)-[a-z0-9]+)?)\\.tar\\.gz", "$1");
    }

    private void demandThatTheDemoRuns(String heading, String pattern) throws IOException {
        Path archive = Distribution.file(pattern);
        Files.createSymbolicLink(folder.resolve(archive.getFileName()), archive);
        assertThat(type(folder, block(heading), archive).out()).contains("No reader noticed.");
    }

    @Test
    void theArchiveWithARuntimePlaysTheDemo() throws IOException {
        demandThatTheDemoRuns(
                "Archive with a runtime", "verdigris-[0-9.]+(-SNAPSHOT)?-(linux|macos)-(amd64|arm64)\\.tar\\.gz");
    }

    @Test
    void theArchivePlaysTheDemo() throws IOException {
        demandThatTheDemoRuns("Archive", "verdigris-[0-9.]+(-SNAPSHOT)?\\.tar\\.gz");
    }

    @Test
    void theLinesForShellsAndManPagesWork() throws IOException {
        Path archive = Distribution.file("verdigris-[0-9.]+(-SNAPSHOT)?\\.tar\\.gz");
        Path home = Distribution.unpack(archive, folder.resolve("unpacked"));
        String zsh = "fpath=(/opt/verdigris/completions/zsh $fpath)";
        String lines = block("Completions and man pages");
        assertThat(lines).contains(zsh);
        String here = lines.replace(zsh, "zsh -fc '" + zsh + "'").replace("/opt/verdigris", home.toString());
        assertThat(type(folder, here, archive).out()).contains("VERDIGRIS-DEPLOY(1)", "EXIT STATUS");
        assertThat(folder.resolve("home/.config/fish/completions/verdigris.fish"))
                .isRegularFile();
    }
}
