package dev.verdigris.e2e.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.e2e.program.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Shells and readers of man pages accept the texts of an installation. */
final class TextsTest {

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void unpacks() throws IOException {
        home = Distribution.unpack(
                Distribution.file("verdigris-[0-9.]+(-SNAPSHOT)?\\.tar\\.gz"), folder.resolve("unpacked"));
    }

    private Program.Ended run(String... command) {
        return Program.in(home).runOrSkip("", List.of(command)).succeeded();
    }

    @Test
    void groffShowsEachManPageWithoutAWarning() throws IOException {
        try (Stream<Path> pages = Files.list(home.resolve("man/man1"))) {
            List<Path> all = pages.toList();
            assertThat(all).hasSizeGreaterThan(15);
            for (Path page : all) {
                Program.Ended shown = run("groff", "-man", "-ww", "-Tutf8", "-P-cbou", page.toString());
                assertThat(shown.err()).as(page.toString()).isEmpty();
                assertThat(shown.out()).contains("verdigris", "SYNOPSIS", "EXIT STATUS");
            }
        }
    }

    @Test
    void bashCompletesCommandsAndOptions() {
        assertThat(run("bash", "--norc", "-c", """
                        source completions/bash/verdigris
                        COMP_WORDS=(verdigris prom) COMP_CWORD=1
                        _complete_verdigris 2>/dev/null
                        echo "${COMPREPLY[@]}"
                        COMP_WORDS=(verdigris deploy --check-cl) COMP_CWORD=2
                        _complete_verdigris 2>/dev/null
                        echo "${COMPREPLY[@]}"
                        """).out()).isEqualTo("promote\n--check-cluster\n");
    }

    @Test
    void fishCompletesCommandsAndOptions() {
        assertThat(run("fish", "--no-config", "-c", """
                        source completions/fish/verdigris.fish
                        complete -C 'verdigris prom'
                        complete -C 'verdigris deploy --check-cl'
                        complete -C 'verdigris deploy --output nd'
                        """).out())
                .containsPattern("(?m)^promote\t")
                .containsPattern("(?m)^--check-cluster\t")
                .containsPattern("(?m)^ndjson\t");
    }

    @Test
    void fishTakesNoValueForACommand() {
        String out = run("fish", "--no-config", "-c", """
                        source completions/fish/verdigris.fish
                        echo plan (complete -C 'verdigris plan deploy --pla')
                        echo status (complete -C 'verdigris status --env check --acc')
                        echo first (complete -C 'verdigris --output json prom')
                        echo inside (complete -C 'verdigris config sh')
                        echo new (complete -C 'verdigris new shop --kind d')
                        """).out();
        assertThat(out.lines().map(line -> line.split("\t")[0]))
                .containsExactly("plan", "status", "first promote", "inside show", "new dbt");
    }

    /** zsh completes only in a terminal. So each line is typed into one, with a tab and a key that prints the line. */
    @Test
    void zshCompletesCommandsAndOptions() {
        assertThat(run("zsh", "-f", "-c", """
                        zmodload zsh/zpty
                        typed() {
                          local shown
                          zpty terminal zsh -f -i
                          zpty -w terminal "fpath=($PWD/completions/zsh \\$fpath)
                            autoload -Uz compinit; compinit -D -u
                            show() { print -r -- \\"<<\\$BUFFER>>\\"; BUFFER=; zle accept-line }
                            zle -N show; bindkey '^G' show; print READ''Y"
                          zpty -r -m terminal shown '*READY*'
                          zpty -w -n terminal "$1"$'\\t\\a'
                          zpty -r -m terminal shown '*<<*>>*'
                          zpty -d terminal
                          print -r -- "${${shown#*<<}%%>>*}"
                        }
                        typed 'verdigris prom'
                        typed 'verdigris config sh'
                        typed 'verdigris deploy --output nd'
                        typed 'verdigris deploy --check-cl'
                        """).out().lines().map(String::strip))
                .containsExactly(
                        "verdigris promote",
                        "verdigris config show",
                        "verdigris deploy --output ndjson",
                        "verdigris deploy --check-cluster=");
    }
}
