package dev.verdigris.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The blocks of the pages that a reader types, and who runs them. */
final class ShellBlocks {

    static final Path ROOT = Path.of("..");
    private static final Path LIST = Path.of("src/test/resources/docs/shell-blocks.txt");
    private static final String ALL = "*";

    private ShellBlocks() {}

    /**
     * A block that the test of the guides does not run.
     *
     * @param page its page
     * @param begin the beginning of its first line; {@code *} for all blocks of the page
     * @param test the test that runs it; {@code -} if none can
     * @param reason why none can
     */
    record Elsewhere(String page, String begin, String test, String reason) {

        static Elsewhere of(String line) {
            String[] parts = line.split(" \\| ", 4);
            assertThat(parts)
                    .as("page | begin of the block | test or - | reason: " + line)
                    .hasSize(4);
            return new Elsewhere(parts[0], parts[1], parts[2], parts[3]);
        }

        boolean isOf(String itsPage, String text, GuideBlock block) {
            return page.equals(itsPage)
                    && (begin.equals(ALL) || firstLine(text, block).startsWith(begin));
        }

        /** Whether a test runs it. */
        boolean isRun() {
            return !test.equals("-");
        }
    }

    /** The first line of a block. */
    static String firstLine(String text, GuideBlock block) {
        return text.lines().skip(block.line()).findFirst().orElseThrow();
    }

    static List<Elsewhere> notRun() throws IOException {
        return Files.readAllLines(LIST).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Elsewhere::of)
                .toList();
    }

    /** All pages below docs, and the first one. */
    static List<String> pages() throws IOException {
        List<String> pages = new ArrayList<>(List.of("README.md"));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md"))
                    .map(file -> ROOT.relativize(file).toString())
                    .sorted()
                    .forEach(pages::add);
        }
        return pages;
    }

    /** The pages whose commands are typed in order. */
    static List<String> guides() throws IOException {
        List<String> guides = new ArrayList<>();
        for (String page : pages()) {
            if (Beginning.isIn(Files.readString(ROOT.resolve(page)))) {
                guides.add(page);
            }
        }
        return guides;
    }
}
