package dev.verdigris.core.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.HeldPairs;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.environment.Pair;

/**
 * The halves of pairs that somebody has renamed, where nothing has the name of the half. A rename keeps the id: the id
 * of the half that was live at the beginning is in the state view, and the id of the other half is in the inventory
 * of the last build.
 */
public final class RenamedHalves {

    private final DeploymentView view;
    private final boolean staged;
    private final List<Renamed> found = new ArrayList<>();

    private RenamedHalves(DeploymentView view, boolean staged) {
        this.view = view;
        this.staged = staged;
    }

    /**
     * One half.
     *
     * @param missing the name of the pair that nothing has
     * @param now the name that the half has now
     */
    public record Renamed(Target missing, Target now) {}

    /** The renamed halves of the deployment, in the order of its pairs. A quarantine is a rename of our own. */
    public static List<Renamed> of(DeploymentView view) {
        Optional<DeploymentLock> lock = view.lock().filter(held -> held.phase() != Phase.DROPPING);
        boolean staged = lock.flatMap(DeploymentLock::stateView)
                .map(StateView::phase)
                .filter(Phase::isStaged)
                .isPresent();
        RenamedHalves halves = new RenamedHalves(view, staged);
        lock.flatMap(DeploymentLock::held).ifPresent(held -> held.all().forEach(halves::find));
        return List.copyOf(halves.found);
    }

    private void find(HeldPairs.Held held) {
        Pair pair = held.names();
        if (isFree(pair.live()) || isFree(pair.suffixed())) {
            held.previous().ifPresent(id -> add(pair, id, staged ? pair.live() : pair.suffixed()));
            newer(held).forEach(id -> add(pair, id, staged ? pair.suffixed() : pair.live()));
        }
    }

    /** The ids that the suffixed name had at the end of the last build. */
    private Stream<CatalogId> newer(HeldPairs.Held held) {
        Target suffixed = held.names().suffixed();
        return Baselines.built(view).stream()
                .flatMap(built -> built.parts().stream())
                .filter(part -> isOfKind(part, suffixed) && part.name().equals(suffixed.lastPart()))
                .map(Part::id)
                .filter(id -> !held.previous().equals(Optional.of(id)));
    }

    private static boolean isOfKind(Part part, Target half) {
        return switch (part.what()) {
            case Part.What.OfSchema schema -> half instanceof Target.OfSchema;
            case Part.What.OfCluster cluster -> half instanceof Target.OfCluster;
            case Part.What.OfItem item -> false;
        };
    }

    /** A half that can have two names has its own. */
    private void add(Pair pair, CatalogId id, Target own) {
        Target other = own.equals(pair.live()) ? pair.suffixed() : pair.live();
        view.catalog()
                .half(id)
                .filter(now -> !now.equals(pair.live()) && !now.equals(pair.suffixed()))
                .filter(now -> isSibling(now, own))
                .ifPresent(now -> Stream.of(own, other)
                        .filter(this::isFree)
                        .findFirst()
                        .ifPresent(name -> found.add(new Renamed(name, now))));
    }

    private boolean isFree(Target name) {
        return view.catalog().find(name).isEmpty()
                && found.stream().noneMatch(renamed -> renamed.missing().equals(name));
    }

    /** A rename moves nothing to another database, and the parts of an inventory have bare names. */
    private static boolean isSibling(Target one, Target other) {
        return switch (one) {
            case Target.OfSchema schema ->
                other instanceof Target.OfSchema of
                        && of.name().database().equals(schema.name().database());
            case Target.OfCluster cluster -> other instanceof Target.OfCluster;
            case Target.OfItem item -> false;
        };
    }
}
