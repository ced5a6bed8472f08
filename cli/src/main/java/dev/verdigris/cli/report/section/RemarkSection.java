package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Column;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.cli.report.story.RunStory.Remark;
import dev.verdigris.core.text.Count;

/** Notes of the result, and what happened beside the steps: retries, waits for the server, notices. */
final class RemarkSection {

    private RemarkSection() {}

    static Optional<Block> of(RunStory story, Limits limits) {
        List<Block> blocks = new ArrayList<>();
        List<String> notes = story.report().map(ReportView::notes).orElse(List.of());
        if (!notes.isEmpty()) {
            blocks.add(new Block.Items(
                    limits.items(notes).stream()
                            .map(note -> Phrase.of(limits.text(note)))
                            .toList(),
                    limits.more(notes)));
        }
        List<Remark> remarks = story.remarks();
        if (!remarks.isEmpty()) {
            Block.note(
                            limits.more(remarks) == 0
                                    ? ""
                                    : "The first " + Count.of(limits.more(remarks), "remark") + " are not shown.")
                    .ifPresent(blocks::add);
            blocks.add(new Block.Table(
                    "Remarks",
                    List.of(Column.ofShort("When"), Column.of("What")),
                    remarks.subList(limits.more(remarks), remarks.size()).stream()
                            .map(remark -> List.of(Phrase.time(remark.at()), Phrase.of(limits.text(remark.text()))))
                            .toList(),
                    0));
        }
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new Block.Section("Notes and remarks", blocks));
    }
}
