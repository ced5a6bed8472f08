package dev.verdigris.cli.output.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.verdigris.cli.output.diff.data.DataText;
import dev.verdigris.core.diff.ObjectDiff;
import dev.verdigris.core.diff.definition.ModelDiff;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.Kebab;
import dev.verdigris.core.text.TimeText;

/** What diff has found, as text: the objects that break a reader first, and all that stays the same in one line. */
public final class DiffText {

    /** So many readers of an object are named; JSON has all. */
    private static final int FEW = 6;

    private static final int WORD = 12;

    private DiffText() {}

    /** The lines of a result, without line breaks. */
    public static List<String> lines(DiffView diff) {
        List<String> lines = new ArrayList<>();
        diff.contract().map(DiffText::contract).ifPresent(lines::addAll);
        diff.models().map(DiffText::models).ifPresent(lines::addAll);
        diff.data().map(DataText::lines).ifPresent(lines::addAll);
        return lines;
    }

    private static List<String> contract(ContractView contract) {
        List<String> lines = new ArrayList<>();
        List<ContractView.ComparedObject> changed = contract.objects().stream()
                .filter(object -> object.verdict() != ObjectDiff.Verdict.SAME)
                .toList();
        if (!changed.isEmpty()) {
            lines.add("");
            lines.add("Contracts that change");
            changed.forEach(object -> object(object, lines));
        }
        if (contract.same() > 0) {
            lines.add("");
            lines.add(same(contract));
        }
        return lines;
    }

    private static List<String> models(ModelsView models) {
        List<String> lines = new ArrayList<>();
        String live =
                models.asOf().map(at -> "what was live at " + TimeText.of(at)).orElse("what is live");
        for (ModelsView.ComparedModel model : models.models()) {
            if (model.change() == ModelDiff.Change.SAME) {
                continue;
            }
            if (lines.isEmpty()) {
                lines.add("");
                lines.add("Models that differ from " + live);
            }
            lines.add("  " + padded(Kebab.of(model.change())) + model.name()
                    + model.file().map(file -> " in " + file).orElse(""));
            model.diff().forEach(line -> lines.add("    " + line));
        }
        if (models.same() > 0) {
            lines.add("");
            lines.add(Count.of(models.same(), "model") + (models.same() == 1 ? " is" : " are") + " the same as " + live
                    + ".");
        }
        return lines;
    }

    private static void object(ContractView.ComparedObject object, List<String> lines) {
        String verdict = object.breaking() ? "breaking" : Kebab.of(object.verdict());
        lines.add("  " + padded(verdict) + object.kind().text() + " " + object.name());
        boolean whole = object.verdict() == ObjectDiff.Verdict.ADDED;
        if (!whole) {
            object.changes()
                    .forEach(change -> lines.add(
                            "    " + padded(change.effect().word()) + change.text() + ": " + change.reason()));
        }
        if (!object.readers().isEmpty()) {
            lines.add("    " + padded("read by") + readers(object.readers()));
        }
    }

    private static String readers(List<ReaderView> readers) {
        String named = readers.stream().limit(FEW).map(ReaderView::text).collect(Collectors.joining(", "));
        int more = readers.size() - FEW;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    private static String same(ContractView contract) {
        long redefined = contract.objects().stream()
                .filter(object -> object.verdict() == ObjectDiff.Verdict.SAME && object.redefined())
                .count();
        return Count.of(contract.same(), "object") + (contract.same() == 1 ? " has" : " have") + " the same contract"
                + (redefined == 0 ? "." : "; " + redefined + " of them with another definition.");
    }

    private static String padded(String word) {
        return word + " ".repeat(Math.max(1, WORD - word.length()));
    }
}
