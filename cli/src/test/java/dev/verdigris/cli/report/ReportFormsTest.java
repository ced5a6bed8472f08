package dev.verdigris.cli.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.verdigris.cli.Golden;
import dev.verdigris.cli.report.story.EarlierRuns;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.cli.report.story.WrittenRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Reports as pages and as Markdown. The expected files are in {@code src/test/resources/releases}. */
final class ReportFormsTest {

    private static final Path RELEASES = Path.of("src/test/resources/releases").toAbsolutePath();

    private static final Pattern TAG =
            Pattern.compile("<(/?)([a-z0-9]+)((?: [a-zA-Z-]+=\"[^\"<>]*\")*)>|<!--[^<>]*-->|<!DOCTYPE html>");
    private static final Set<String> EMPTY = Set.of("br", "meta");

    /** Every kind of hostility at once, and one of 255 bytes. */
    private static final String HOSTILE =
            "<script>alert(1)</script>'\"|`` ``` \\|@team #1 [a](http://b.c) ~x~ $y$ *b* _i_"
                    + " \u202e😀\n\n# x\n<!-- end --> </details> www.b.c -->";

    private static final String LONG = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            + "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
            + "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
            + "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
            + "fifteen letters";

    @Test
    void aSuccess() {
        both("success", Releases.PLAIN.success(), List.of());
    }

    @Test
    void aFailure() {
        both("failure", Releases.PLAIN.failure(), List.of());
    }

    @Test
    void aRunThatHasNotEnded() {
        both("running", Releases.PLAIN.running(), List.of());
    }

    @Test
    void hostileNames() {
        both("hostile", new Releases(HOSTILE, 2).failure(), List.of());
    }

    private static void both(String name, RunStory story, List<WrittenRun> earlier) {
        Golden.assertSame(RELEASES.resolve(name + ".html"), HtmlReport.of(story, earlier));
        Golden.assertSame(RELEASES.resolve(name + ".md"), MarkdownReport.of(story, earlier));
    }

    private static String page(RunStory story, String before) {
        return HtmlReport.of(story, HtmlReport.read(before).orElseThrow().runs());
    }

    private static String markdown(RunStory story, String before) {
        return MarkdownReport.of(
                story, MarkdownReport.read(before).orElseThrow().runs());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"orders", HOSTILE, "-- x", "1. x", " ", "\u2028", "\"quoted\"", "<!-- 0123456789abcdef end -->"})
    void aPageIsWellFormedWithAnyName(String name) {
        Releases releases = new Releases(name, 2);
        for (RunStory story : List.of(releases.success(), releases.failure(), releases.running())) {
            String page = page(story, HtmlReport.of(releases.failure(), List.of()));
            assertWellFormed(page);
            assertThat(page).doesNotContain("<script", "\u202e", " src=", "javascript:");
        }
    }

    /** Every character outside a tag or comment of ours is text, and each element ends. */
    private static void assertWellFormed(String page) {
        String withoutStyle = page.replaceAll("(?s)<style>.*</style>", "");
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(withoutStyle);
        while (tag.find()) {
            if (tag.group(2) == null || EMPTY.contains(tag.group(2))) {
                continue;
            }
            if (tag.group(1).isEmpty()) {
                open.push(tag.group(2));
            } else {
                assertThat(open.pop()).isEqualTo(tag.group(2));
            }
        }
        assertThat(open).isEmpty();
        assertThat(TAG.matcher(withoutStyle).replaceAll("")).doesNotContain("<").doesNotContain(">");
    }

    @Test
    void hostileNamesEndNoCellNoCodeAndMentionNobody() {
        String text = MarkdownReport.of(new Releases(HOSTILE, 2).failure(), List.of());
        String outside = text.replaceAll("(?s)(?m)^(`{3,})\\w*\\n.*?\\n\\1$", "")
                .replaceAll("(?m)^<!--.*-->$", "")
                .replaceAll("<code>[^<]*</code>", "");
        assertThat(outside)
                .doesNotContain("<script", "@team", "http://", "www.", "\u202e", "<!--")
                .doesNotContainPattern("(?m)^# ");
        outside.lines()
                .filter(line -> line.startsWith("| "))
                .forEach(line -> assertThat(line).endsWith(" |"));
        List<String> rows = outside.lines().filter(line -> line.startsWith("|")).toList();
        assertThat(rows).isNotEmpty();
        int columns = 0;
        for (String line : outside.lines().toList()) {
            int pipes = (int) line.chars().filter(each -> each == '|').count();
            columns = line.startsWith("|") ? columns == 0 ? pipes : columns : 0;
            assertThat(pipes).as(line).isEqualTo(columns);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", LONG, "<&\"'>"})
    void aReportOfManyObjectsStaysSmallAndWhole(String name) {
        Releases releases = new Releases(name, 2_000);
        RunStory failure = releases.failure();
        String page = HtmlReport.of(releases.running(), List.of());
        String text = MarkdownReport.of(releases.running(), List.of());
        for (int run = 2; run <= 3; run++) {
            page = page(failure, page);
            text = markdown(failure, text);
            assertWellFormed(page);
            assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(HtmlReport.LIMIT);
            assertThat(text.length()).isLessThan(MarkdownReport.LIMIT);
            assertThat(page).containsPattern("… and \\d+ more\\.").doesNotContain("has all");
        }
    }

    @Test
    void noStepOfARunThatHasEndedIsRunning() {
        for (String text : List.of(
                HtmlReport.of(Releases.PLAIN.stopped(), List.of()),
                MarkdownReport.of(Releases.PLAIN.stopped(), List.of()))) {
            assertThat(text).contains("Steps of this run", "not ended").doesNotContain("Steps until now");
        }
    }

    @Test
    void manyRunsStaySmallAndTheLastIsWhole() {
        String page = HtmlReport.of(Releases.PLAIN.failure(), List.of());
        String text = MarkdownReport.of(Releases.PLAIN.failure(), List.of());
        for (int run = 2; run <= 60; run++) {
            page = page(Releases.PLAIN.success(), page);
            text = markdown(Releases.PLAIN.success(), text);
        }
        List<WrittenRun> runs = HtmlReport.read(page).orElseThrow().runs();
        assertThat(runs).extracting(WrittenRun::id).endsWith(58, 59, 60).hasSize(50);
        assertThat(runs.getLast().section()).isNotEmpty();
        assertThat(page.length()).isLessThan(HtmlReport.LIMIT);
        assertThat(text.length()).isLessThan(MarkdownReport.LIMIT);
        assertThat(MarkdownReport.read(text).orElseThrow().runs().getLast().section())
                .isNotEmpty();
        assertThat(page).contains("The first 10 runs are not shown.");
        assertThat(text).contains("The first 10 runs are not shown.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", HOSTILE})
    void aLaterRunKeepsTheEarlierOnesAsTheyAre(String name) {
        Releases releases = new Releases(name, 2);
        List<WrittenRun> page = HtmlReport.read(HtmlReport.of(releases.failure(), List.of()))
                .orElseThrow()
                .runs();
        List<WrittenRun> text = MarkdownReport.read(MarkdownReport.of(releases.failure(), List.of()))
                .orElseThrow()
                .runs();
        assertThat(HtmlReport.read(HtmlReport.of(releases.success(), page))
                        .orElseThrow()
                        .runs())
                .hasSize(2)
                .startsWith(page.getFirst());
        assertThat(MarkdownReport.read(MarkdownReport.of(releases.success(), text))
                        .orElseThrow()
                        .runs())
                .hasSize(2)
                .startsWith(text.getFirst());
    }

    @Test
    void readingsOfALongWaitKeepEveryChange() {
        List<RunStory.Reading> all = IntStream.range(0, 5_000)
                .mapToObj(i -> new RunStory.Reading(
                        Releases.THEN.plusSeconds(i), i / 137, 40, Optional.empty(), Optional.empty()))
                .toList();
        RunStory story = Releases.PLAIN.running(all);
        assertThat(story.readings())
                .hasSizeLessThanOrEqualTo(300)
                .startsWith(all.getFirst())
                .endsWith(all.getLast())
                .containsAll(
                        IntStream.range(0, 36).mapToObj(i -> all.get(i * 137)).toList());
        assertThat(HtmlReport.of(story, List.of())).contains("0 of 40 at first, 36 of 40 at the end");
    }

    @Test
    void theSameStoryIsTheSameReport() {
        assertThat(HtmlReport.of(Releases.PLAIN.success(), List.of()))
                .isEqualTo(HtmlReport.of(Releases.PLAIN.success(), List.of()));
    }

    @Test
    void aReportKnowsWhoseItIs() {
        EarlierRuns read = HtmlReport.read(HtmlReport.of(Releases.PLAIN.success(), List.of()))
                .orElseThrow();
        assertThat(read.deployment()).contains("d-1");
        assertThat(read.environment()).isEqualTo("prod");
        assertThat(read.runs().getFirst().summary().verb()).isEqualTo("promote");
        assertThat(HtmlReport.read(
                        HtmlReport.of(Releases.PLAIN.success(), List.of()).replace("\n", "\r\n")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html></html>", "# Release notes", "<!-- verdigris-report 2 0123456789abcdef a b -->"})
    void aTextOfSomebodyElseIsNoReport(String text) {
        assertThat(HtmlReport.read(text)).isEmpty();
        assertThat(MarkdownReport.read(text)).isEmpty();
    }

    @Test
    void aReportThatSomebodyHasCutIsNoReport() {
        String page = HtmlReport.of(Releases.PLAIN.success(), List.of());
        assertThat(HtmlReport.read(page.substring(0, page.length() / 2))).isEmpty();
    }
}
