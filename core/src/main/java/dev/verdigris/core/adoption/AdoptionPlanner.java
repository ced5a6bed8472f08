package dev.verdigris.core.adoption;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Database;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.diff.definition.ModelFileText;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.history.HistorySchema;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.text.Suggestions;

/**
 * Makes the model files of the views and materialized views in some schemas. Every other object of the schemas is a
 * problem with the reason. The files are proven before anybody gets them: {@link Proof} builds them without a server
 * and compares the result with what is live.
 */
public final class AdoptionPlanner {

    private final CatalogSnapshot catalog;
    private final AdoptionWish wish;
    private final List<Problem> problems = new ArrayList<>();

    private AdoptionPlanner(CatalogSnapshot catalog, AdoptionWish wish) {
        this.catalog = catalog;
        this.wish = wish;
    }

    /**
     * The files of what a catalog shows.
     *
     * @throws dev.verdigris.core.catalog.CatalogPart.Unread if the columns were not read, and a column has a comment
     */
    public static Adoption of(CatalogSnapshot catalog, AdoptionWish wish) {
        return new AdoptionPlanner(catalog, wish).adoption();
    }

    private Adoption adoption() {
        List<SchemaName> schemas = wish.environment().schemas().isEmpty()
                ? found()
                : wish.environment().schemas();
        schemas.forEach(this::demand);
        if (schemas.isEmpty()) {
            problems.add(nothingFound());
        }
        if (!problems.isEmpty()) {
            return Adoption.failed(wish.environment(), problems);
        }
        List<Item> items = items(schemas);
        List<Item> models = items.stream().filter(this::isModel).toList();
        UsedClusters clusters =
                wish.as().isPresent() ? UsedClusters.SHARED : UsedClusters.of(catalog, models, wish.environment());
        Environment environment = new Environment(
                wish.environment().name(),
                wish.environment().database(),
                wish.as().isPresent() ? schemas.stream().map(this::released).toList() : schemas,
                wish.findsClusters() ? clusters.own() : wish.environment().clusters(),
                wish.environment().suffix());
        items.stream()
                .filter(item -> !models.contains(item) && (wish.as().isEmpty() || isView(item)))
                .flatMap(item -> LeftOut.of(catalog, item, models).stream())
                .forEach(problems::add);
        Map<ObjectName, ObjectName> renamed = renamed(models);
        Proof proof = new Proof(catalog, environment, renamed, texts(models, renamed));
        problems.addAll(proof.problems());
        return new Adoption(
                environment,
                proof.files(),
                problems.stream().sorted(Comparator.naturalOrder()).toList(),
                Stream.concat(wish.findsClusters() ? clusters.notes().stream() : Stream.of(), suffixed())
                        .toList());
    }

    private List<Item> items(List<SchemaName> schemas) {
        List<Item> all = schemas.stream()
                .flatMap(name -> catalog.schema(name).stream())
                .flatMap(schema -> catalog.itemsIn(schema.id()).stream())
                .toList();
        return all.stream()
                .filter(item -> !item.isAttachment() || !isWithItsSource(item, all))
                .toList();
    }

    /** A source that is adopted, too, has the problem for what the server has created together with it. */
    private boolean isWithItsSource(Item attachment, List<Item> items) {
        return items.stream()
                .filter(item -> item.kind() == ItemKind.SOURCE && !item.isAttachment())
                .anyMatch(source -> catalog.readers(source.id()).contains(attachment.id())
                        || catalog.readers(attachment.id()).contains(source.id()));
    }

    /** A note for each schema with views that is left because its name ends with the suffix. */
    private Stream<String> suffixed() {
        return !wish.environment().schemas().isEmpty()
                ? Stream.of()
                : withViews()
                        .filter(schema -> wish.environment().isSuffixed(schema.name()))
                        .map(schema -> "Schema " + catalog.nameOf(schema)
                                + " is not adopted, because its name ends with the" + " suffix "
                                + wish.environment().suffix() + ", as a staged or previous side does.");
    }

    /** The schemas of the database that have views. */
    private Stream<Schema> withViews() {
        return catalog.schemas().stream()
                .filter(schema -> catalog.nameOf(schema)
                        .database()
                        .equals(wish.environment().database()))
                .filter(schema -> catalog.itemsIn(schema.id()).stream().anyMatch(AdoptionPlanner::isView));
    }

    /** The schemas of the database that have views. Suffixed sides, and what verbs keep on the server, are none. */
    private List<SchemaName> found() {
        return withViews()
                .filter(schema -> !wish.environment().isSuffixed(schema.name()))
                .filter(schema -> !isOurs(schema))
                .map(catalog::nameOf)
                .sorted()
                .toList();
    }

    private SchemaName released(SchemaName live) {
        return new SchemaName(live.database(), wish.as().orElse(live.schema()));
    }

    /** The other names of models and of their indexes; none if they keep their own. */
    private Map<ObjectName, ObjectName> renamed(List<Item> models) {
        Map<ObjectName, ObjectName> renamed = new HashMap<>();
        if (wish.as().isPresent()) {
            Set<ItemId> ids = models.stream().map(Item::id).collect(Collectors.toSet());
            catalog.items().stream()
                    .filter(item -> ids.contains(item.id())
                            || item.on().filter(ids::contains).isPresent())
                    .map(catalog::nameOf)
                    .forEach(name -> renamed.put(name, name.in(released(name.schema()))));
        }
        return renamed;
    }

    private boolean isOurs(Schema schema) {
        return catalog.itemsIn(schema.id()).stream().anyMatch(LockNames::isOurs)
                || !new HistorySchema(catalog.nameOf(schema)).entries(catalog).isEmpty();
    }

    private static boolean isView(Item item) {
        return item.kind() == ItemKind.VIEW || item.kind() == ItemKind.MATERIALIZED_VIEW;
    }

    private boolean isModel(Item item) {
        return isView(item) && item.createSql().isPresent();
    }

    private void demand(SchemaName name) {
        if (catalog.schema(name).isEmpty()) {
            List<SchemaName> known =
                    catalog.schemas().stream().map(catalog::nameOf).toList();
            String meant = Suggestions.clause(
                    name.schema().value(), known, schema -> schema.schema().value());
            problems.add(new Problem(
                    ProblemCode.LIVE_MISSING,
                    "schema " + name + " does not exist" + meant + ", so nothing of it can be adopted",
                    "schema " + name,
                    Fix.advice("correct the name of the schema or of the database")));
        }
    }

    private Problem nothingFound() {
        String database = "database " + wish.environment().database();
        List<Identifier> known =
                catalog.databases().stream().map(Database::name).sorted().toList();
        if (!known.contains(wish.environment().database())) {
            return new Problem(
                    ProblemCode.LIVE_MISSING,
                    database + " does not exist (known: "
                            + known.stream().map(Identifier::toString).collect(Collectors.joining(", ")) + ")",
                    database,
                    Fix.advice("correct the name of the database"));
        }
        String left = suffixed()
                .map(note ->
                        "; " + note.substring(0, 1).toLowerCase(Locale.ROOT) + note.substring(1, note.length() - 1))
                .collect(Collectors.joining());
        return new Problem(
                ProblemCode.LIVE_MISSING,
                database + " has no schema with a view or materialized view" + left,
                database,
                Fix.advice("name another database, or the schemas"));
    }

    private SortedMap<ObjectName, Proof.Text> texts(List<Item> models, Map<ObjectName, ObjectName> renamed) {
        FilePaths paths = new FilePaths(
                wish.environment().database(),
                models.stream()
                        .map(catalog::nameOf)
                        .map(name -> renamed.getOrDefault(name, name))
                        .toList());
        SortedMap<ObjectName, Proof.Text> texts = new TreeMap<>();
        for (Item model : models) {
            ObjectName name = renamed.getOrDefault(catalog.nameOf(model), catalog.nameOf(model));
            String path = paths.of(name);
            Optional<Problem> unfit = FilePaths.fits(path) ? Optional.empty() : Optional.of(tooLong(model, path));
            unfit.ifPresent(problems::add);
            if (unfit.isEmpty()) {
                Identifier database = name.schema().database();
                String text = ModelFileText.of(catalog, model, database, renamed, wish.grants());
                texts.put(name, new Proof.Text(model, path, text));
            }
        }
        return texts;
    }

    private Problem tooLong(Item model, String path) {
        return LeftOut.problem(
                catalog,
                model,
                "would be in a file " + path + ", and most file systems take " + FilePaths.MAX_BYTES
                        + " bytes for a name",
                Fix.advice("leave it where it is, release the views from a schema of their own (--as), and write the"
                        + " file of this one by hand, under a shorter name"));
    }
}
