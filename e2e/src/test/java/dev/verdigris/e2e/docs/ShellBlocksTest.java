package dev.verdigris.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.e2e.docs.GuideBlock.Commands;
import dev.verdigris.e2e.docs.GuideBlock.Console;
import dev.verdigris.e2e.docs.ShellBlocks.Elsewhere;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every block of commands in the pages is run by a test, or the list says why not. */
final class ShellBlocksTest {

    private static final int MOST_NOT_RUN = 20;

    @Test
    void everyBlockIsRunOrTheListSaysWhyNot() throws IOException {
        List<String> guides = ShellBlocks.guides();
        List<Elsewhere> list = ShellBlocks.notRun();
        Set<Elsewhere> unused = new LinkedHashSet<>(list);
        SoftAssertions all = new SoftAssertions();
        for (String page : ShellBlocks.pages()) {
            String text = Files.readString(ShellBlocks.ROOT.resolve(page));
            for (GuideBlock block : GuideBlock.of(text)) {
                List<Elsewhere> known = list.stream()
                        .filter(each -> each.isOf(page, text, block))
                        .toList();
                known.forEach(unused::remove);
                if (block instanceof Commands || block instanceof Console) {
                    all.assertThat(guides.contains(page) || !known.isEmpty())
                            .as("%s:%d is neither run nor in the list", page, block.line())
                            .isTrue();
                }
            }
        }
        all.assertThat(unused).as("entries for blocks that do not exist").isEmpty();
        all.assertAll();
        assertThat(guides).isNotEmpty();
        assertThat(list.stream().filter(each -> !each.isRun())).hasSizeLessThanOrEqualTo(MOST_NOT_RUN);
    }

    @Test
    void everyTestOfTheListReadsItsPageOrRunsItsCommand() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (Elsewhere each : ShellBlocks.notRun()) {
            if (each.isRun()) {
                String name = Path.of(each.page()).getFileName().toString();
                String verb = each.begin().substring(each.begin().lastIndexOf(' ') + 1);
                all.assertThat(source(each.test()))
                        .as("%s reads %s or runs %s", each.test(), name, verb)
                        .containsAnyOf(name, '"' + verb + '"');
            }
            all.assertThat(each.reason()).as(each.page()).isNotBlank();
        }
        all.assertAll();
    }

    private static String source(String test) throws IOException {
        for (String module : List.of("e2e", "cli")) {
            try (Stream<Path> files =
                    Files.walk(ShellBlocks.ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path file :
                        files.filter(each -> each.endsWith(test + ".java")).toList()) {
                    return Files.readString(file);
                }
            }
        }
        throw new AssertionError("no such test: " + test);
    }
}
