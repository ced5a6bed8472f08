package dev.verdigris.cli.report;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.cli.report.story.RunStory.Reading;
import dev.verdigris.cli.report.story.WrittenRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Both files stay below their limits, also with what no list limits. */
final class ReportLimitsTest {

    /** 255 bytes each: characters that become long in the comments of a report, and others that become long in Markdown. */
    private static final String EMOJI =
            "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀|||";

    private static final String MARKUP =
            "|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\""
                    + "|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\""
                    + "|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\"|`<&\""
                    + "|`<&\"|`<&\"";

    private static final int READINGS = 4_000;

    private static RunStory story(String name, String address) {
        RunStory story = new Releases(name, 2).failure();
        List<Reading> flapping = new ArrayList<>();
        for (int i = 0; i < READINGS; i++) {
            flapping.add(new Reading(
                    Releases.THEN.plusSeconds(i),
                    i % 7,
                    18,
                    Optional.of(Duration.ofSeconds(i)),
                    Optional.of(name + i % 100)));
        }
        return new RunStory(
                story.verb(),
                name,
                Optional.of(name),
                story.begun(),
                story.asOf(),
                story.ended(),
                new RunStory.Origin(Optional.of(name), Optional.of(name), Optional.of(name), Optional.of(address)),
                story.parts(),
                flapping,
                story.steps(),
                story.remarks(),
                story.report());
    }

    private static void assertSmall(String page, String text) {
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(HtmlReport.LIMIT);
        assertThat(text.length()).isLessThan(MarkdownReport.LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {EMOJI, MARKUP})
    void manyRuns(String name) {
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSize(255);
        RunStory story = story(name, "https://ci.example.com/" + "a".repeat(1_900));
        List<WrittenRun> page = List.of();
        List<WrittenRun> text = List.of();
        for (int run = 1; run <= 8; run++) {
            String html = HtmlReport.of(story, page);
            String markdown = MarkdownReport.of(story, text);
            assertSmall(html, markdown);
            page = HtmlReport.read(html).orElseThrow().runs();
            text = MarkdownReport.read(markdown).orElseThrow().runs();
            assertThat(page.getLast().id()).isEqualTo(run);
            assertThat(text.getLast().id()).isEqualTo(run);
        }
        assertThat(page.getLast().section()).contains("Who, what, when");
        assertThat(text.getLast().section()).contains("Who, what, when");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ci.example.com/", "ftp://ci.example.com/|`"})
    void oneRunWithALongAddress(String begin) {
        RunStory story = story("orders", begin + "a|".repeat(60_000));
        String page = HtmlReport.of(story, List.of());
        String text = MarkdownReport.of(story, List.of());
        assertSmall(page, text);
        assertThat(page).contains("Who, what, when", begin.replace("|`", ""));
        assertThat(text).contains("Who, what, when");
    }

    /** Nothing can make such a story shorter, so only the outcome stays. */
    @ParameterizedTest
    @ValueSource(ints = {50_000, 250_000})
    void oneRunWhoseTextsAreTooLong(int length) {
        RunStory plain = Releases.PLAIN.success();
        List<RunStory.Part> parts =
                List.of(new RunStory.Part("a|".repeat(length / 2), Releases.THEN, Optional.of(Duration.ZERO)));
        RunStory story = new RunStory(
                plain.verb(),
                plain.environment(),
                plain.deployment(),
                plain.begun(),
                plain.asOf(),
                plain.ended(),
                plain.origin(),
                parts,
                plain.readings(),
                plain.steps(),
                plain.remarks(),
                plain.report());
        String page = HtmlReport.of(story, List.of());
        String text = MarkdownReport.of(story, List.of());
        assertSmall(page, text);
        assertThat(text).contains("The new version is live", "What this run did is left out");
        assertThat(page).contains("The new version is live");
    }

    /** Readings come one by one, so what is kept of them is thinned again and again. */
    @Test
    void flappingReadinessKeepsItsHighestAndLowestNumbers() {
        RunStory plain = Releases.PLAIN.success();
        List<Reading> kept = List.of();
        for (int i = 0; i < READINGS; i++) {
            List<Reading> more = new ArrayList<>(kept);
            int ready = i == 1_000 ? 18 : i % 7;
            more.add(new Reading(Releases.THEN.plusSeconds(i), ready, 18, Optional.empty(), Optional.empty()));
            kept = withReadings(plain, more).readings();
            assertThat(kept).hasSizeLessThanOrEqualTo(300);
        }
        assertThat(kept).extracting(Reading::ready).contains(0, 6, 18);
        assertThat(kept).extracting(Reading::at).isSorted().doesNotHaveDuplicates();
        assertThat(kept.getFirst().at()).isEqualTo(Releases.THEN);
        assertThat(kept.getLast().at()).isEqualTo(Releases.THEN.plusSeconds(READINGS - 1));
    }

    private static RunStory withReadings(RunStory plain, List<Reading> readings) {
        return new RunStory(
                plain.verb(),
                plain.environment(),
                plain.deployment(),
                plain.begun(),
                plain.asOf(),
                plain.ended(),
                plain.origin(),
                plain.parts(),
                readings,
                plain.steps(),
                plain.remarks(),
                plain.report());
    }
}
