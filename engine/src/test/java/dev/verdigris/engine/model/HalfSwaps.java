package dev.verdigris.engine.model;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;

/** Finds the pairs that another tool has swapped alone. The advice is to swap them again. */
final class HalfSwaps {

    private HalfSwaps() {}

    /** The pairs that are to be swapped; empty if there are none. */
    static Optional<List<Pair>> of(CatalogSnapshot catalog, Environment environment) {
        return DeploymentView.of(catalog, environment)
                .lock()
                .map(DeploymentLock::evidence)
                .filter(PhaseEvidence.HalfSwapped.class::isInstance)
                .map(evidence -> ((PhaseEvidence.HalfSwapped) evidence).swapped());
    }
}
