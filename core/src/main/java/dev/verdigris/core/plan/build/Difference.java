package dev.verdigris.core.plan.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Manifest;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.BuildStatement.Effect;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.Step;

/**
 * Compares the staged side with the model files: which of its objects are kept, which are dropped, and which statements
 * are missing.
 *
 * <p>An object is kept if it is certainly what a build from nothing would create: an entry of the manifest shows that
 * it was created of the same statements, or this run has created it, and every model that it reads is kept. An index is
 * kept if the same is true of it and of its relation. Every other view, materialized view and index on the staged side
 * is dropped. Tables, sources and other objects that hold data stay.
 */
public final class Difference {

    private final DeploymentView view;
    private final CatalogSnapshot catalog;
    private final List<List<BuildStatement>> layers;
    private final Set<BuildStatement> done;
    private final Manifest known;
    private final List<StagedModel> models;
    private final Map<ItemId, Item> views = new LinkedHashMap<>();
    private final Map<ObjectName, Item> kept = new LinkedHashMap<>();
    private final Set<ItemId> keptIds = new HashSet<>();
    private final List<Item> droppedIndexes = new ArrayList<>();
    private final Set<BuildStatement> present = new LinkedHashSet<>();
    private final SortedSet<Manifest.Entry> entries = new TreeSet<>();

    private Difference(DeploymentView view, List<List<BuildStatement>> layers, Set<BuildStatement> done) {
        this.view = view;
        this.catalog = view.catalog();
        this.layers = layers;
        this.done = done;
        this.known = Manifest.of(view);
        this.models = StagedModel.of(layers);
        for (Item item : view.pairs().itemsOf(ResolvedPairs.Side.SUFFIXED)) {
            if (item.kind() == ItemKind.VIEW || item.kind() == ItemKind.MATERIALIZED_VIEW) {
                views.put(item.id(), item);
            }
        }
        models.forEach(this::relation);
        leaveReadersOfDroppedViews();
        models.forEach(this::parts);
    }

    /**
     * The difference for a staged side.
     *
     * @param layers the statements of the model files, in the order in which they run
     * @param done the statements that this run has carried out
     */
    public static Difference of(DeploymentView view, List<List<BuildStatement>> layers, Set<BuildStatement> done) {
        return new Difference(view, layers, done);
    }

    private void relation(StagedModel model) {
        BuildStatement create = model.relation();
        ItemKind kind = ItemKind.ofCatalog(create.word());
        find(create.staged())
                .filter(item -> item.kind() == kind && kept.keySet().containsAll(model.inputs()))
                .filter(item -> isKnown(model.digest(), List.of(create), List.of(item)))
                .ifPresent(item -> {
                    kept.put(create.live(), item);
                    keptIds.add(item.id());
                });
    }

    private void leaveReadersOfDroppedViews() {
        boolean changed = true;
        while (changed) {
            List<Item> readers = kept.values().stream()
                    .filter(item -> catalog.reads(item.id()).stream()
                            .anyMatch(read -> views.containsKey(read) && !keptIds.contains(read)))
                    .toList();
            kept.values().removeAll(readers);
            readers.forEach(reader -> keptIds.remove(reader.id()));
            changed = !readers.isEmpty();
        }
    }

    private Optional<Item> find(ObjectName staged) {
        return catalog.schema(staged.schema()).stream()
                .flatMap(schema -> catalog.itemsNamed(schema.id(), staged.name()).stream())
                .filter(item -> views.containsKey(item.id()))
                .findFirst();
    }

    /** Whether objects are certainly what the statements create. If so, their entry belongs to the next manifest. */
    private boolean isKnown(Digest digest, Collection<BuildStatement> statements, Collection<Item> items) {
        Manifest.Entry entry = Manifest.Entry.of(catalog, digest, items);
        return known.has(entry) || done.containsAll(statements);
    }

    /** The relation, its indexes and settings, if the relation is kept. */
    private void parts(StagedModel model) {
        Item relation = kept.get(model.relation().live());
        if (relation == null) {
            return;
        }
        keep(model.digest(), List.of(model.relation()), List.of(relation));
        Map<Identifier, Item> others = new LinkedHashMap<>();
        indexesOf(relation).forEach(index -> others.put(index.name(), index));
        List<BuildStatement> unnamed = new ArrayList<>();
        for (BuildStatement create : model.indexes()) {
            Optional<Identifier> name = nameOf(create);
            if (name.isEmpty()) {
                unnamed.add(create);
            } else {
                Optional.ofNullable(others.remove(name.get()))
                        .ifPresent(index -> index(List.of(create), List.of(index)));
            }
        }
        index(unnamed, List.copyOf(others.values()));
    }

    /** Indexes that the server named are compared together, because the text does not say which is which. */
    private void index(List<BuildStatement> statements, List<Item> items) {
        Digest digest = StagedModel.digest(statements);
        if (statements.size() == items.size() && isKnown(digest, statements, items)) {
            keep(digest, statements, items);
        } else {
            droppedIndexes.addAll(items);
        }
    }

    private void keep(Digest digest, List<BuildStatement> statements, List<Item> items) {
        if (!statements.isEmpty()) {
            present.addAll(statements);
            entries.add(Manifest.Entry.of(catalog, digest, items));
        }
    }

    private List<Item> indexesOf(Item relation) {
        return catalog.readers(relation.id()).stream()
                .flatMap(id -> catalog.item(id).stream())
                .filter(item -> item.kind() == ItemKind.INDEX
                        && item.on().filter(relation.id()::equals).isPresent())
                .toList();
    }

    private static Optional<Identifier> nameOf(BuildStatement statement) {
        return statement.effect() instanceof Effect.Index index ? index.name() : Optional.empty();
    }

    /** The objects that are dropped: views with their indexes, and single indexes of kept views. */
    public List<Item> dropped() {
        List<Item> dropped = new ArrayList<>(droppedViews());
        dropped.addAll(droppedIndexes);
        return dropped;
    }

    private List<Item> droppedViews() {
        return views.values().stream()
                .filter(item -> !keptIds.contains(item.id()))
                .toList();
    }

    /** External dependents, which a build never drops. They block the drops. */
    public List<Problem> blocked() {
        List<Problem> problems = new ArrayList<>();
        for (Item item : droppedViews()) {
            for (ItemId id : catalog.readers(item.id())) {
                Optional<Item> reader = catalog.item(id);
                if (!views.containsKey(id) && reader.isPresent() && !isOwnIndex(reader.get(), item)) {
                    problems.add(problem(item, reader.get()));
                }
            }
        }
        return problems;
    }

    private static boolean isOwnIndex(Item reader, Item relation) {
        return reader.kind() == ItemKind.INDEX
                && reader.on().filter(relation.id()::equals).isPresent();
    }

    private Problem problem(Item item, Item reader) {
        return new Problem(
                ProblemCode.STILL_READ,
                Messages.of(catalog, reader) + " reads the staged " + Messages.of(catalog, item)
                        + ", which the build drops and creates again",
                Messages.of(catalog, reader),
                reader.kind() == ItemKind.SINK ? ofSink(reader) : ofOthers());
    }

    private static Fix ofOthers() {
        return Fix.choice(
                Fix.either("take its schema into the environment"),
                Fix.either("its owner drops it before the build and creates it again after the promotion"));
    }

    /** A paired schema may have no sink. A sink that a deployment has made is made again by the next promotion. */
    private Fix ofSink(Item sink) {
        String again = view.sinkWays().made().contains(catalog.nameOf(sink))
                ? "; the next promotion publishes again by itself"
                : " and creates it again after the promotion";
        return Fix.choice(
                Fix.either("as long as somebody reads its topic, change nothing and build later"),
                Fix.either("if nobody does, its owner drops it before the build" + again));
    }

    /** Whether a build has nothing to do: every object of the files exists with its settings, and no other one. */
    public boolean isEmpty() {
        return dropped().isEmpty() && missing().isEmpty() && revokes().isEmpty();
    }

    /** Whether every object of the files exists and is kept, and there is no other one. */
    public boolean isBuilt() {
        return dropped().isEmpty()
                && layers.stream()
                        .flatMap(List::stream)
                        .filter(Difference::creates)
                        .allMatch(present::contains);
    }

    private static boolean creates(BuildStatement statement) {
        return statement.createsRelation() || statement.effect() instanceof Effect.Index;
    }

    private boolean isPresent(BuildStatement statement) {
        return present.contains(statement) || !creates(statement) && done.contains(statement);
    }

    /** The statements that must run, in layers, of which none is empty. */
    public List<List<BuildStatement>> missing() {
        Map<ObjectName, KeptSettings> settings = settings();
        List<List<BuildStatement>> missing = new ArrayList<>();
        missing.add(settings.values().stream()
                .flatMap(each -> each.removals().stream())
                .toList());
        for (List<BuildStatement> layer : layers) {
            missing.add(layer.stream()
                    .filter(statement -> !isPresent(statement))
                    .filter(statement -> creates(statement)
                            || !settings.containsKey(statement.live())
                            || settings.get(statement.live()).lacks(statement))
                    .toList());
        }
        missing.removeIf(List::isEmpty);
        return missing;
    }

    /** The grants on kept objects that a build from nothing would not make. */
    public List<Step.Revoke> revokes() {
        return settings().values().stream()
                .flatMap(each -> each.revokes().stream())
                .toList();
    }

    private Map<ObjectName, KeptSettings> settings() {
        Map<ObjectName, KeptSettings> settings = new LinkedHashMap<>();
        for (StagedModel model : models) {
            Item relation = kept.get(model.relation().live());
            if (relation != null) {
                List<Item> indexes = new ArrayList<>(indexesOf(relation));
                indexes.removeAll(droppedIndexes);
                settings.put(model.relation().live(), new KeptSettings(view, model, relation, indexes));
            }
        }
        return settings;
    }

    /** The number of views and materialized views that are kept. */
    public int keptViews() {
        return kept.size();
    }

    /** The number of views and materialized views in the files. */
    public int views() {
        return models.size();
    }

    /** The manifest of the objects that are kept. */
    public Manifest manifest() {
        return new Manifest(entries);
    }
}
