package dev.verdigris.cli.report.section;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Column;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.core.text.DurationText;

/** How long each part of the run took. */
final class TimeSection {

    private TimeSection() {}

    static Optional<Block> of(RunStory story, Limits limits) {
        List<List<Phrase>> parts = story.parts().stream()
                .map(part -> row(
                        part.verb(),
                        Phrase.time(part.begun()),
                        part.took().map(DurationText::of).orElse("not ended")))
                .toList();
        List<String> verbs = story.parts().stream().map(RunStory.Part::verb).toList();
        List<List<Phrase>> timings = story.report().map(ReportView::timings).orElse(List.of()).stream()
                .filter(timing -> !verbs.contains(timing.part()))
                .map(timing -> row(timing.part(), Phrase.of("–"), DurationText.of(timing.took())))
                .toList();
        List<List<Phrase>> rows =
                Stream.concat(parts.stream(), timings.stream()).toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block.Section(
                        "Timings",
                        List.of(new Block.Table(
                                "Timings",
                                List.of(Column.of("Part"), Column.ofShort("Begun"), Column.ofNumbers("Took")),
                                limits.items(rows),
                                limits.more(rows)))));
    }

    private static List<Phrase> row(String part, Phrase begun, String took) {
        return List.of(Phrase.of(part), begun, Phrase.of(took));
    }
}
