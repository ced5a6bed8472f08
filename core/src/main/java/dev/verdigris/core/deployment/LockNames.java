package dev.verdigris.core.deployment;

import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * The names of an environment's lock schema and of the state view in it.
 *
 * @param database the database of the lock schema
 * @param environment the name of the environment
 */
public record LockNames(Identifier database, Identifier environment) {

    private static final String PREFIX = "verdigris_";

    /** The names for an environment. */
    public static LockNames of(Environment environment) {
        return new LockNames(environment.database(), environment.name());
    }

    /** The lock schema. It has this name as long as the deployment exists. Creating it takes the lock. */
    public SchemaName schema() {
        return new SchemaName(database, Identifier.of(PREFIX + environment.value()));
    }

    /** A state view in the lock schema. */
    public ObjectName stateView(StateView stateView) {
        return new ObjectName(schema(), stateView.name());
    }

    /**
     * The state views in the lock schema. There is one, except in the cases that {@link DeploymentLock#stateView} and
     * {@link DeploymentState.Contradictory} describe.
     */
    public List<Item> stateViews(CatalogSnapshot catalog) {
        return catalog.schema(schema()).stream()
                .flatMap(schema -> catalog.itemsIn(schema.id()).stream())
                .filter(LockNames::isStateView)
                .toList();
    }

    /** Whether an object of a lock schema is a state view. */
    public static boolean isStateView(Item item) {
        return item.kind() == ItemKind.VIEW && StateView.parse(item.name()).isPresent();
    }
}
