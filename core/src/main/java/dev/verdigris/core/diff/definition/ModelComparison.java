package dev.verdigris.core.diff.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.name.ObjectName;

/** Compares the text of models with what is live. What is only written in another way is the same. */
public final class ModelComparison {

    private ModelComparison() {}

    /**
     * Compares model files with what is live.
     *
     * @param statements the statements of all files
     * @param live the live definitions
     */
    public static List<ModelDiff> ofFiles(List<BuildStatement> statements, LiveTexts live) {
        Map<ObjectName, String> files = new HashMap<>();
        statements.forEach(statement -> files.put(statement.live(), statement.file()));
        return compared(FileTexts.of(statements, live.environment()), live, files);
    }

    /** Compares the staged side with the live one. */
    public static List<ModelDiff> ofStaged(LiveTexts staged, LiveTexts live) {
        return compared(staged.models(), live, Map.of());
    }

    private static List<ModelDiff> compared(
            SortedMap<ObjectName, ModelText> after, LiveTexts live, Map<ObjectName, String> files) {
        List<ModelDiff> models = new ArrayList<>();
        after.forEach((name, text) -> {
            Optional<ModelText> before = Optional.ofNullable(live.models().get(name));
            List<String> diff =
                    TextDiff.of(before.map(known -> known.asIn(text).lines()).orElse(List.of()), text.lines());
            ModelDiff.Change change = before.isEmpty()
                    ? ModelDiff.Change.ADDED
                    : diff.isEmpty() ? ModelDiff.Change.SAME : ModelDiff.Change.CHANGED;
            models.add(new ModelDiff(name, change, Optional.ofNullable(files.get(name)), diff));
        });
        live.models().forEach((name, text) -> {
            if (!after.containsKey(name)) {
                models.add(new ModelDiff(
                        name, ModelDiff.Change.REMOVED, Optional.empty(), TextDiff.of(text.lines(), List.of())));
            }
        });
        models.sort(Comparator.comparing(ModelDiff::name));
        return models;
    }
}
