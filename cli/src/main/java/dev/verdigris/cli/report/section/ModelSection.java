package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.output.diff.DiffView;
import dev.verdigris.cli.output.diff.ModelsView;
import dev.verdigris.cli.output.diff.ModelsView.ComparedModel;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.document.Tone;
import dev.verdigris.core.diff.definition.ModelDiff;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.Kebab;

/** The model files compared with what is live, with the text diff of each that differs. */
final class ModelSection {

    private ModelSection() {}

    static Optional<Block> of(ReportView report, Limits limits) {
        return report.diff().flatMap(DiffView::models).map(models -> section(models, limits));
    }

    private static Block section(ModelsView models, Limits limits) {
        List<ComparedModel> differing = models.models().stream()
                .filter(model -> model.change() != ModelDiff.Change.SAME)
                .toList();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Paragraph(Phrase.of(Verdict.sentence(limits.text(models.headline())))));
        models.asOf()
                .ifPresent(time -> blocks.add(new Block.Paragraph(
                        Phrase.of("Compared with what was live at ").and(Phrase.time(time)))));
        limits.items(differing).forEach(model -> {
            blocks.add(new Block.Paragraph(title(model, limits)));
            if (!model.diff().isEmpty()) {
                blocks.add(new Block.Code("diff", limits.lines(String.join("\n", model.diff()))));
            }
        });
        Block.note(
                        limits.more(differing) == 0
                                ? ""
                                : "… and " + Count.of(limits.more(differing), "further model") + ".")
                .ifPresent(blocks::add);
        return new Block.Section("Models and what is live", blocks);
    }

    private static Phrase title(ComparedModel model, Limits limits) {
        Tone tone = model.change() == ModelDiff.Change.REMOVED ? Tone.WARN : Tone.IDLE;
        Phrase name =
                Phrase.status(tone, Kebab.of(model.change())).and(" ").and(Phrase.code(limits.text(model.name())));
        return model.file()
                .map(file -> name.and(" in ").and(Phrase.code(limits.text(file))))
                .orElse(name);
    }
}
