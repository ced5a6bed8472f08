package dev.verdigris.engine.internal.catalog;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.ExpectedObjects;
import dev.verdigris.core.readiness.Observation;
import dev.verdigris.core.readiness.Readiness;
import dev.verdigris.core.readiness.ReadinessPolicy;

/** The catalog and the server's reports about its objects, at one moment. */
public final class CatalogObservation {

    private final DeploymentView view;
    private final CatalogRows rows;

    CatalogObservation(CatalogRows rows, Environment environment) {
        this(DeploymentView.of(SnapshotRows.snapshot(rows), environment), rows);
    }

    CatalogObservation(DeploymentView view, CatalogRows rows) {
        this.view = view;
        this.rows = rows;
    }

    /** The environment in the catalog. */
    public DeploymentView view() {
        return view;
    }

    CatalogRows rows() {
        return rows;
    }

    /**
     * The server's reports.
     *
     * @throws dev.verdigris.core.catalog.CatalogPart.Unread if they were not read
     */
    public Observation observation() {
        return ObservationRows.observation(view, rows);
    }

    /** The longest time that an object of the live side took to hydrate; empty if the server shows none. */
    public Optional<Duration> longestHydration() {
        Set<ItemId> live =
                view.pairs().itemsOf(Side.LIVE).stream().map(Item::id).collect(Collectors.toSet());
        return observation().hydrationTimes().stream()
                .filter(each -> live.contains(each.object()))
                .map(Observation.HydrationTime::time)
                .max(Comparator.naturalOrder());
    }

    /**
     * The readiness of the suffixed side in a wait; empty if there is none or it is not staged.
     *
     * @param previous the last assessment of the same wait
     */
    public Optional<Assessment> awaited(ReadinessPolicy policy, Optional<Assessment> previous) {
        return view.mayBeStaged()
                ? Optional.of(Readiness.assess(ExpectedObjects.of(view), observation(), policy, previous))
                : Optional.empty();
    }

    /**
     * The readiness of the suffixed side at this moment; empty if there is none or it is not staged.
     *
     * @param previous the last assessment, if it was seen before
     */
    public Optional<Assessment> staged(ReadinessPolicy policy, Optional<Assessment> previous) {
        return view.mayBeStaged() ? Optional.of(atOnce(policy, previous)) : Optional.empty();
    }

    /** The readiness of the previous side at this moment; empty if there is none. */
    public Optional<Assessment> previous(ReadinessPolicy policy) {
        return view.isPromoted() ? Optional.of(atOnce(policy, Optional.empty())) : Optional.empty();
    }

    private Assessment atOnce(ReadinessPolicy policy, Optional<Assessment> previous) {
        return Readiness.atOnce(ExpectedObjects.of(view), observation(), policy, previous);
    }
}
