package dev.verdigris.engine.model;

import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.environment.Environment;

/** Follows the advice for a deployment of which another tool has swapped some pairs: these are swapped again. */
final class HalfSwaps {

    private HalfSwaps() {}

    /** The catalog after the advice; empty if no pair is to be swapped. */
    static Optional<CatalogSnapshot> undone(CatalogSnapshot catalog, Environment environment) {
        return DeploymentView.of(catalog, environment)
                .lock()
                .map(DeploymentLock::evidence)
                .filter(PhaseEvidence.HalfSwapped.class::isInstance)
                .map(evidence -> DbtStatements.swap(catalog, ((PhaseEvidence.HalfSwapped) evidence).swapped()));
    }
}
