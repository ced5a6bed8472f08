package dev.verdigris.core.deployment;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.environment.Environment;

/** Finds an environment's lock schema and reads what it says. */
public final class Locks {

    private Locks() {}

    /** Where the environment stands, as its lock schema tells. */
    public static DeploymentState read(CatalogSnapshot catalog, Environment environment) {
        LockNames names = LockNames.of(environment);
        Optional<Schema> schema = catalog.schema(names.schema());
        if (schema.isEmpty()) {
            return new DeploymentState.None();
        }
        List<DeploymentLock> sealed = names.stateViews(catalog).stream()
                .map(stateView -> sealed(catalog, names, stateView))
                .toList();
        return switch (sealed.size()) {
            case 0 ->
                new DeploymentState.Locked(new DeploymentLock(
                        names.schema(), schema.get().owner(), Optional.empty(), new StoredRecord.Missing()));
            case 1 -> new DeploymentState.Locked(sealed.get(0));
            default -> new DeploymentState.Contradictory(sealed);
        };
    }

    private static DeploymentLock sealed(CatalogSnapshot catalog, LockNames names, Item stateView) {
        return new DeploymentLock(
                names.schema(),
                stateView.owner(),
                StateView.parse(stateView.name()),
                RecordCodec.decode(catalog.comment(stateView.id())));
    }
}
