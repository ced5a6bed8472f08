package dev.verdigris.engine.model;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.name.ObjectName;

/** The statements by hand that a problem shows where no verb may guess. */
sealed interface Advice {

    /** Another tool has swapped these pairs and left the others; they are swapped again. */
    record SwapAgain(List<Pair> pairs) implements Advice {}

    /** Two runs took over a lock schema at once, and the later died; its state view is dropped. */
    record DropStateView(ObjectName stateView) implements Advice {}

    /** The advice for an environment; empty if the verbs lead out. */
    static Optional<Advice> of(CatalogSnapshot catalog, Environment environment) {
        DeploymentView view = DeploymentView.of(catalog, environment);
        return switch (view.state()) {
            case DeploymentState.None none -> Optional.empty();
            case DeploymentState.Contradictory many ->
                many.locks().getLast().stateViewName().map(DropStateView::new);
            case DeploymentState.Locked locked ->
                locked.lock().evidence() instanceof PhaseEvidence.HalfSwapped half
                        ? Optional.of(new SwapAgain(half.swapped()))
                        : Optional.empty();
        };
    }
}
