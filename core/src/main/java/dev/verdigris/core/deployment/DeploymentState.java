package dev.verdigris.core.deployment;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.deployment.record.RecordCodec;
import dev.verdigris.core.deployment.record.StoredRecord;

/** The state of an environment's deployment, as its lock schema shows it. */
public sealed interface DeploymentState {

    /** There is no lock schema. There may still be a suffixed side that another tool created. */
    record None() implements DeploymentState {}

    /**
     * One lock schema.
     *
     * @param lock the lock schema
     */
    record Locked(DeploymentLock lock) implements DeploymentState {}

    /**
     * A lock schema with several state views. They appear when two runs use the lock schema of a dead run at the
     * same moment. No conclusion may be drawn from them.
     *
     * @param locks the lock schema, once for each of its state views
     */
    record Contradictory(List<DeploymentLock> locks) implements DeploymentState {

        public Contradictory {
            locks = List.copyOf(locks);
        }
    }

    /** Finds the lock schema in a catalog and reads its state. */
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
                        names.schema(),
                        schema.get().owner(),
                        Optional.empty(),
                        new StoredRecord.Missing(),
                        Optional.empty(),
                        new PhaseEvidence.Agreed(Phase.STAGED)));
            case 1 -> new Locked(locks.get(0));
            default -> new Contradictory(locks);
        };
    }

    private static DeploymentLock lock(CatalogSnapshot catalog, LockNames names, Item stateView) {
        StateView shown = StateView.parse(stateView.name()).orElseThrow();
        Optional<HeldPairs> held = HeldPairsCodec.of(stateView);
        PhaseEvidence evidence = held.map(pairs -> PhaseEvidence.of(shown.phase(), pairs, catalog))
                .orElseGet(() -> new PhaseEvidence.Agreed(shown.phase()));
        return new DeploymentLock(
                names.schema(),
                stateView.owner(),
                Optional.of(shown),
                evidence.isOfRecord()
                        ? RecordCodec.decode(catalog.comment(stateView.id()))
                        : new StoredRecord.Missing(),
                held,
                evidence);
    }
}
