package dev.verdigris.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.verdigris.e2e.docs.GuideBlock.Commands;
import dev.verdigris.e2e.docs.GuideBlock.Console;
import dev.verdigris.e2e.docs.GuideBlock.Content;
import dev.verdigris.e2e.docs.GuideBlock.Shown;
import dev.verdigris.e2e.docs.GuideBlock.Sql;
import dev.verdigris.e2e.docs.GuideBlock.Step;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Types every command of the guides, in order, and compares what it prints with the page. With {@code -Dapprove=true},
 * consoles that differ are written anew into the pages, and the run fails.
 */
final class GuidePagesTest {

    private static final String ASK_FOR_EXIT = "echo $?";
    private static final String CONSOLE = "```console\n";

    @TempDir
    private Path folder;

    private final SoftAssertions all = new SoftAssertions();

    static List<String> pages() throws IOException {
        return ShellBlocks.guides();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandPrintsWhatThePageShows(String page) throws IOException, SandboxStartException {
        Path file = ShellBlocks.ROOT.resolve(page);
        String text = Files.readString(file);
        Beginning beginning = Beginning.of(text);
        String renewed = text;
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            beginning.copyInto(folder);
            Reader reader = new Reader(folder, sandbox);
            beginning.bringAbout(reader);
            for (GuideBlock block : GuideBlock.of(text)) {
                if (ShellBlocks.notRun().stream().noneMatch(each -> each.isOf(page, text, block))) {
                    renewed = follow(reader, page, block, renewed);
                }
            }
        }
        if (Boolean.getBoolean("approve") && !renewed.equals(text)) {
            Files.writeString(file, renewed);
        }
        all.assertAll();
    }

    private String follow(Reader reader, String page, GuideBlock block, String text) throws IOException {
        String place = page + ":" + block.line();
        switch (block) {
            case Content content -> reader.write(content.path(), content.content());
            case Sql sql -> succeed(place, sql.sql(), reader.sql(sql.sql()));
            case Commands commands -> {
                for (String command : commands.commands()) {
                    succeed(place, command, reader.type(command));
                }
            }
            case Console console -> {
                return talk(reader, place, console, text);
            }
            case Shown shown -> assertThat(shown.language()).as(place).isNotIn("bash", "shell");
        }
        return text;
    }

    private void succeed(String place, String command, Reader.Ended ended) {
        all.assertThat(ended.exit())
                .as("%s: %s%n%s", place, command, ended.output())
                .isZero();
    }

    private String talk(Reader reader, String place, Console console, String text) throws IOException {
        List<String> told = new ArrayList<>();
        boolean same = true;
        Reader.Ended last = new Reader.Ended(0, "");
        for (int i = 0; i < console.steps().size(); i++) {
            Step step = console.steps().get(i);
            boolean asks = step.command().equals(ASK_FOR_EXIT);
            Reader.Ended ended = asks ? new Reader.Ended(0, last.exit() + "\n") : reader.type(step.command());
            boolean asked = i + 1 < console.steps().size()
                    && console.steps().get(i + 1).command().equals(ASK_FOR_EXIT);
            if (!asked) {
                succeed(place, step.command(), ended);
            }
            boolean matches = Printed.matches(step.output(), ended.output());
            all.assertThat(matches)
                    .as("%s: %s%nprinted%n%s%nthe page shows%n%s", place, step.command(), ended.output(), step.output())
                    .isTrue();
            same &= matches;
            told.add("$ " + step.command());
            (matches ? step.output() : ended.output().stripTrailing().lines().toList()).forEach(told::add);
            last = ended;
        }
        return same ? text : replaceFirst(text, CONSOLE + console.shown(), CONSOLE + String.join("\n", told) + "\n");
    }

    private static String replaceFirst(String text, String block, String instead) {
        int at = text.indexOf(block);
        return text.substring(0, at) + instead + text.substring(at + block.length());
    }
}
