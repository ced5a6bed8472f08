package dev.verdigris.core.deployment;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Schema;

/** Where an environment's deployment stands, as its lock schema tells. */
public sealed interface DeploymentState {

    /** No lock schema. There may still be a suffixed side that other tools made. */
    record None() implements DeploymentState {}

    /**
     * One lock schema.
     *
     * @param lock it
     */
    record Locked(DeploymentLock lock) implements DeploymentState {}

    /**
     * A lock schema with several state views. Two runs leave them that took over the lock schema of a dead run in the same
     * moment. Nothing may be concluded from them.
     *
     * @param locks the lock schema as each of its state views has it
     */
    record Contradictory(List<DeploymentLock> locks) implements DeploymentState {

        public Contradictory {
            locks = List.copyOf(locks);
        }
    }

    /** Finds the lock schema in a catalog and reads what it says. */
    static DeploymentState read(CatalogSnapshot catalog, LockNames names) {
        Optional<Schema> schema = catalog.schema(names.schema());
        if (schema.isEmpty()) {
            return new None();
        }
        List<DeploymentLock> locks = names.stateViews(catalog).stream()
                .map(stateView -> lock(catalog, names, stateView))
                .toList();
        return switch (locks.size()) {
            case 0 ->
                new Locked(new DeploymentLock(
                        names.schema(), schema.get().owner(), Optional.empty(), new StoredRecord.Missing()));
            case 1 -> new Locked(locks.get(0));
            default -> new Contradictory(locks);
        };
    }

    private static DeploymentLock lock(CatalogSnapshot catalog, LockNames names, Item stateView) {
        return new DeploymentLock(
                names.schema(),
                stateView.owner(),
                StateView.parse(stateView.name()),
                RecordCodec.decode(catalog.comment(stateView.id())));
    }
}
