package dev.verdigris.core.history;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.HeldPairs;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * The schema of the history entries of an environment, next to its lock schema. Its name is that of the lock schema
 * after {@code history_}, so it never has the name of a lock schema. If that is too long, a digest replaces it.
 *
 * @param name its name
 */
public record HistorySchema(SchemaName name) {

    private static final String PREFIX = "history_";

    /**
     * One entry.
     *
     * @param token the token of the deployment's last state view
     * @param lock the lock schema of the deployment
     * @param entry what is kept of it
     */
    public record Kept(FencingToken token, SchemaName lock, HistoryEntry entry) {}

    /** The schema next to a lock schema. */
    public static HistorySchema of(SchemaName lock) {
        Identifier readable = Identifier.of(PREFIX + lock.schema());
        Identifier name = readable.isTooLong() ? Identifier.of(PREFIX + Digests.ofName(lock.schema())) : readable;
        return new HistorySchema(new SchemaName(lock.database(), name));
    }

    /**
     * The entries of the ended deployments of an environment, oldest first. Those of another project that uses the same
     * environment name are left out.
     */
    public static List<HistoryEntry> ended(DeploymentView view) {
        return kept(view.catalog(), view.environment()).stream()
                .map(Kept::entry)
                .filter(entry -> entry.concerns(view.environment()))
                .sorted(Comparator.comparing(HistoryEntry::at))
                .toList();
    }

    /** The entry of the last ended deployment that went live, if the environment has one. */
    public static Optional<Kept> lastLive(DeploymentView view) {
        return kept(view.catalog(), view.environment()).stream()
                .filter(kept -> kept.entry().concerns(view.environment())
                        && kept.entry().fate() == Fate.CLEANED_UP)
                .max(Comparator.comparing(kept -> kept.entry().at()));
    }

    /**
     * The entries of all environments with the name of this one. The name of a history schema can contain a digest of
     * the pairs of that time, so each entry shows with its own pairs whether the schema belongs to that name.
     */
    static List<Kept> kept(CatalogSnapshot catalog, Environment environment) {
        return catalog.schemas().stream()
                .filter(schema -> schema.name().value().startsWith(PREFIX))
                .map(schema -> new HistorySchema(catalog.nameOf(schema)))
                .flatMap(schema -> schema.keptOf(catalog, environment))
                .toList();
    }

    private Stream<Kept> keptOf(CatalogSnapshot catalog, Environment environment) {
        return entries(catalog).entrySet().stream()
                .flatMap(
                        each -> lock(environment, each.getValue())
                                .map(lock -> new Kept(each.getKey(), lock, each.getValue()))
                                .stream());
    }

    /** The lock schema of an ended deployment, if an environment of that name had it. */
    private Optional<SchemaName> lock(Environment environment, HistoryEntry entry) {
        List<Pair> pairs = entry.held().map(HeldPairs::names).orElseGet(environment::pairs);
        return LockNames.candidates(environment.name(), name.database(), pairs).stream()
                .map(LockNames::schema)
                .filter(lock -> of(lock).equals(this))
                .findFirst();
    }

    /** The view of the entry of the deployment whose last state view has that token. */
    public ObjectName view(FencingToken token) {
        return new ObjectName(name, Identifier.of(token.value()));
    }

    /**
     * The views of the entries of an environment, oldest first. Those of another project that uses the same environment
     * name are left out, and other objects of the schema are none of ours.
     */
    public List<Item> views(DeploymentView view) {
        return found(view.catalog()).entrySet().stream()
                .filter(each -> each.getValue().concerns(view.environment()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The entries by the token of the deployment's last state view, oldest first. */
    public Map<FencingToken, HistoryEntry> entries(CatalogSnapshot catalog) {
        Map<FencingToken, HistoryEntry> entries = new LinkedHashMap<>();
        found(catalog)
                .forEach((view, entry) ->
                        entries.put(new FencingToken(view.name().value()), entry));
        return entries;
    }

    private Map<Item, HistoryEntry> found(CatalogSnapshot catalog) {
        Map<Item, HistoryEntry> found = new LinkedHashMap<>();
        catalog.schema(name).stream()
                .flatMap(schema -> catalog.itemsIn(schema.id()).stream())
                .filter(item -> item.kind() == ItemKind.VIEW
                        && FencingToken.isValid(item.name().value()))
                .sorted(Comparator.comparing(Item::id, CatalogId.ORDER))
                .forEach(item -> {
                    Optional<HistoryEntry> entry = HistoryCodec.of(item);
                    entry.ifPresent(each -> found.put(item, each));
                });
        return found;
    }
}
