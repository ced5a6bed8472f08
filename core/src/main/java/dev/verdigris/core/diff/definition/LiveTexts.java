package dev.verdigris.core.diff.definition;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.ObjectName;

/** The definitions of all relations of a side, as model files would have them. */
public final class LiveTexts {

    private final Environment environment;
    private final SortedMap<ObjectName, ModelText> models;

    private LiveTexts(Environment environment, SortedMap<ObjectName, ModelText> models) {
        this.environment = environment;
        this.models = Collections.unmodifiableSortedMap(models);
    }

    /**
     * The relations of a side under their live names.
     *
     * @throws dev.verdigris.core.catalog.CatalogPart.Unread if the columns were not read, and a column has a comment
     */
    public static LiveTexts of(DeploymentView view, Side side) {
        WrittenNames names = WrittenNames.of(view);
        SortedMap<ObjectName, ModelText> models = new TreeMap<>();
        view.pairs().itemsOf(side).stream()
                .filter(item -> item.kind().isRelation() && !item.isAttachment())
                .forEach(item -> models.put(
                        names.live(view.catalog().nameOf(item)),
                        ModelText.of(new StoredModel(view.catalog(), item).text(), names)));
        return new LiveTexts(view.environment(), models);
    }

    /**
     * The same as it was written into a file.
     *
     * @param lines the lines of each relation
     */
    public static LiveTexts of(Environment environment, Map<ObjectName, List<String>> lines) {
        WrittenNames names = WrittenNames.of(environment);
        SortedMap<ObjectName, ModelText> models = new TreeMap<>();
        lines.forEach((name, text) -> models.put(name, ModelText.of(String.join("\n", text), names)));
        return new LiveTexts(environment, models);
    }

    /** The lines of each relation. */
    public SortedMap<ObjectName, List<String>> lines() {
        SortedMap<ObjectName, List<String>> lines = new TreeMap<>();
        models.forEach((name, text) ->
                lines.put(name, text.lines().stream().map(Line::text).toList()));
        return lines;
    }

    Environment environment() {
        return environment;
    }

    SortedMap<ObjectName, ModelText> models() {
        return models;
    }
}
