package dev.verdigris.core.environment;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * The names of an environment's marker schema and of the seal in it.
 *
 * @param database the database of the marker
 * @param environment the name of the environment
 */
public record MarkerNames(Identifier database, Identifier environment) {

    private static final String PREFIX = "verdigris_";

    /** The marker names of an environment. */
    public static MarkerNames of(Environment environment) {
        return new MarkerNames(environment.database(), environment.name());
    }

    /** The marker schema, which bears this name as long as the deployment lives: creating it is the lock. */
    public SchemaName schema() {
        return new SchemaName(database, Identifier.of(PREFIX + environment.value()));
    }

    /** A seal in the marker schema. */
    public ObjectName seal(Seal seal) {
        return new ObjectName(schema(), seal.name());
    }

    /** The seals that are in the marker schema: one, unless its maker has just begun or died, or two of them met. */
    public List<Item> seals(CatalogSnapshot catalog) {
        return catalog.schema(schema()).stream()
                .flatMap(schema -> catalog.itemsIn(schema.id()).stream())
                .filter(MarkerNames::isSeal)
                .toList();
    }

    /** Whether an object of a marker schema is a seal. */
    public static boolean isSeal(Item item) {
        return item.kind() == ItemKind.VIEW && Seal.parse(item.name()).isPresent();
    }

    /** The nonce under which the suffixed side is claimed for dropping, if it is. */
    public Optional<Nonce> claim(CatalogSnapshot catalog) {
        List<Item> seals = seals(catalog);
        return seals.size() == 1
                ? Seal.parse(seals.get(0).name())
                        .filter(seal -> seal.phase() == Phase.DROPPING)
                        .map(Seal::nonce)
                : Optional.empty();
    }
}
