package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.HistoryText;
import dev.verdigris.cli.output.HistoryView;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Column;
import dev.verdigris.cli.report.document.Block.Fact;
import dev.verdigris.cli.report.document.Cut;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.core.plan.StatusSummary.PairStatus;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;

/** The state of the environment and its deployments, if the verb has read them. */
final class StateSection {

    private StateSection() {}

    static Optional<Block> status(ReportView report, Limits limits) {
        return report.status().map(status -> {
            List<Fact> facts = new ArrayList<>();
            status.live().ifPresent(live -> facts.add(new Fact("Live", Phrase.of(limits.text(live.text())))));
            status.suffixed()
                    .ifPresent(side -> facts.add(new Fact(
                            Verdict.sentence(side.word()).replace(".", ""), Phrase.of(limits.text(side.text())))));
            status.drift()
                    .ifPresent(changes -> facts.add(new Fact(
                            "Drift",
                            Phrase.of(changes == 0 ? "none" : Count.of(changes, "change") + " of the live side"))));
            List<Block> blocks = new ArrayList<>();
            blocks.add(new Block.Facts(facts));
            blocks.add(new Block.Table(
                    "Pairs",
                    List.of(Column.of("Pair"), Column.ofNames("Live"), Column.ofNames("With suffix")),
                    limits.items(status.pairs()).stream()
                            .map(pair -> pair(pair, limits))
                            .toList(),
                    limits.more(status.pairs())));
            return new Block.Section("State of the environment", blocks);
        });
    }

    private static List<Phrase> pair(PairStatus pair, Limits limits) {
        return List.of(
                Phrase.of(pair.kind().toString()),
                half(pair.live(), pair.liveId(), pair.liveObjects(), limits),
                half(pair.suffixed(), pair.suffixedId(), pair.suffixedObjects(), limits));
    }

    private static Phrase half(String name, Optional<String> id, int objects, Limits limits) {
        return Phrase.code(limits.text(name))
                .and(id.map(known -> ", " + Count.of(objects, "object")).orElse(" (missing)"));
    }

    static Optional<Block> history(ReportView report, Limits limits) {
        return report.history().map(history -> {
            List<Block> blocks = new ArrayList<>();
            limits.parts(history.deployments()).forEach(deployment -> {
                blocks.add(new Block.Paragraph(head(deployment, limits)));
                blocks.add(events("Events of the deployment", deployment.events(), limits));
            });
            if (history.deployments().size() > limits.parts()) {
                blocks.add(new Block.Paragraph(Cut.more(history.deployments().size() - limits.parts())));
            }
            if (!history.swaps().isEmpty()) {
                blocks.add(new Block.Paragraph(Phrase.of("Swaps without a deployment:")));
                blocks.add(events("Swaps without a deployment", history.swaps(), limits));
            }
            return new Block.Section("History", blocks);
        });
    }

    private static Phrase head(HistoryView.Deployment deployment, Limits limits) {
        Phrase head = Phrase.strong("Deployment ")
                .and(deployment.id().map(id -> Phrase.code(limits.text(id))).orElse(Phrase.of("of unknown id")))
                .and(": " + deployment.outcome().text())
                .and(deployment
                        .commit()
                        .map(commit -> Phrase.of(", commit ").and(Phrase.code(limits.text(commit))))
                        .orElse(Phrase.EMPTY))
                .and(deployment
                        .tag()
                        .map(tag -> Phrase.of(", tag ").and(Phrase.code(limits.text(tag))))
                        .orElse(Phrase.EMPTY));
        return head.and(deployment
                .run()
                .map(run -> Phrase.of(", ").and(limits.link(run)))
                .orElse(Phrase.EMPTY));
    }

    private static Block events(String caption, List<HistoryView.Event> events, Limits limits) {
        return new Block.Table(
                caption,
                List.of(Column.ofShort("When"), Column.of("What"), Column.of("Who"), Column.ofNumbers("After")),
                limits.items(events).stream()
                        .map(event -> List.of(
                                Phrase.time(event.at()),
                                Phrase.of(limits.text(HistoryText.what(event))),
                                event.role()
                                        .map(role -> Phrase.code(limits.text(role)))
                                        .orElse(Phrase.of("–")),
                                Phrase.of(event.sincePrevious()
                                        .map(DurationText::of)
                                        .orElse("–"))))
                        .toList(),
                limits.more(events));
    }
}
