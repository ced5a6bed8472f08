package dev.verdigris.core.overview;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Replica;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.text.Count;

/**
 * What the clusters of a side cost.
 *
 * @param replicas the number of their replicas
 * @param unpriced the number of replicas whose credits the server does not report
 * @param creditsPerHour the credits of all replicas; empty if those of one are not known
 */
public record Cost(int replicas, int unpriced, Optional<BigDecimal> creditsPerHour) {

    /** What the clusters of a side cost. */
    public static Cost of(DeploymentView view, Side side) {
        return of(view.pairs().clustersOf(side), view.catalog().credits());
    }

    static Cost of(List<Cluster> clusters, Map<String, BigDecimal> credits) {
        List<Replica> replicas = clusters.stream()
                .flatMap(cluster -> cluster.replicas().stream())
                .toList();
        List<BigDecimal> known = replicas.stream()
                .flatMap(replica -> replica.size().stream())
                .flatMap(size -> Optional.ofNullable(credits.get(size)).stream())
                .toList();
        int unpriced = replicas.size() - known.size();
        return new Cost(
                replicas.size(),
                unpriced,
                unpriced > 0 ? Optional.empty() : Optional.of(known.stream().reduce(BigDecimal.ZERO, BigDecimal::add)));
    }

    /** It in a few words. */
    String text() {
        String all = Count.of(replicas, "replica");
        return creditsPerHour
                .map(sum -> all + ", " + sum.stripTrailingZeros().toPlainString() + " credits per hour")
                .orElse(all + "; the server does not show the credits of "
                        + (unpriced == replicas ? "any" : unpriced + " of them"));
    }
}
