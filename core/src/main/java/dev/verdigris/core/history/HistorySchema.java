package dev.verdigris.core.history;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Fingerprints;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * The schema of the history entries of an environment, next to its lock schema. Its name is that of the lock schema after
 * {@code history_}, so it never has the name of a lock schema. If that is too long, a digest replaces it.
 *
 * @param name its name
 */
public record HistorySchema(SchemaName name) {

    private static final String PREFIX = "history_";

    /** The schema next to a lock schema. */
    public static HistorySchema of(SchemaName lock) {
        Identifier readable = Identifier.of(PREFIX + lock.schema());
        Identifier name = readable.isTooLong() ? Identifier.of(PREFIX + Fingerprints.ofName(lock.schema())) : readable;
        return new HistorySchema(new SchemaName(lock.database(), name));
    }

    /**
     * The entries of the ended deployments of an environment, oldest first. Those of another project that uses the same
     * environment name are left out.
     */
    public static List<HistoryEntry> ended(DeploymentView view) {
        return LockNames.candidates(view.environment()).stream()
                .flatMap(names -> of(names.schema()).entries(view.catalog()).values().stream())
                .filter(entry -> entry.concerns(view.environment()))
                .sorted(Comparator.comparing(HistoryEntry::at))
                .toList();
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
