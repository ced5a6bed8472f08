package dev.verdigris.core.diff.definition;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
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
     * Some relations under other names, by which they name each other, too.
     *
     * @param renamed the other name of each relation, and of its indexes
     */
    public static LiveTexts renamed(
            CatalogSnapshot catalog, Environment environment, Map<ObjectName, ObjectName> renamed) {
        WrittenNames names = WrittenNames.of(environment.database(), catalog, renamed);
        SortedMap<ObjectName, ModelText> models = new TreeMap<>();
        catalog.items().stream()
                .filter(item -> item.kind().isRelation() && renamed.containsKey(catalog.nameOf(item)))
                .forEach(item -> models.put(
                        names.live(catalog.nameOf(item)), ModelText.of(new StoredModel(catalog, item).text(), names)));
        return new LiveTexts(environment, models);
    }

    /**
     * The same as it was written into a file.
     *
     * @param texts the text of each relation
     */
    public static LiveTexts of(Environment environment, Map<ObjectName, String> texts) {
        WrittenNames names = WrittenNames.of(environment);
        SortedMap<ObjectName, ModelText> models = new TreeMap<>();
        texts.forEach((name, text) -> models.put(name, ModelText.of(text, names)));
        return new LiveTexts(environment, models);
    }

    /** The text of each relation, from which the same is read. */
    public SortedMap<ObjectName, String> texts() {
        SortedMap<ObjectName, String> texts = new TreeMap<>();
        models.forEach((name, model) ->
                texts.put(name, model.lines().stream().map(Line::text).collect(Collectors.joining("\n"))));
        return texts;
    }

    Environment environment() {
        return environment;
    }

    SortedMap<ObjectName, ModelText> models() {
        return models;
    }
}
