package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.diff.SinkView;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Column;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.document.Tone;

/** The sinks that the swap concerns, and what their consumers will see. */
final class SinkSection {

    private SinkSection() {}

    static Optional<Block> of(List<SinkView> sinks, Limits limits) {
        if (sinks.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Block.Section(
                "Sinks",
                List.of(new Block.Table(
                        "Sinks and what their consumers will see",
                        List.of(Column.ofNames("Sink"), Column.of("Way"), Column.of("What consumers will see")),
                        limits.items(sinks).stream()
                                .map(sink -> row(sink, limits))
                                .toList(),
                        limits.more(sinks)))));
    }

    private static List<Phrase> row(SinkView sink, Limits limits) {
        List<Phrase> name = List.of(
                Phrase.code(limits.text(sink.name())),
                Phrase.aside("owner " + limits.text(sink.owner())),
                Phrase.aside("reads " + limits.text(sink.reads())));
        List<Phrase> way = new ArrayList<>(
                List.of(sink.stays() ? Phrase.status(Tone.WARN, "stays") : Phrase.status(Tone.IDLE, sink.way())));
        sink.topic().ifPresent(topic -> way.add(Phrase.of("topic ").and(Phrase.code(limits.text(topic)))));
        List<Phrase> consumers = limits.parts(sink.consumers()).stream()
                .map(sentence -> Phrase.of(limits.text(sentence)))
                .toList();
        return List.of(Phrase.lines(name), Phrase.lines(way), Phrase.lines(consumers));
    }
}
