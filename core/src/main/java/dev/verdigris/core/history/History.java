package dev.verdigris.core.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The history of an environment.
 *
 * @param deployments its deployments, newest first; the one in force comes first
 * @param swaps the swaps of its pairs by other tools while there was no deployment, newest first
 * @param audit how far the audit log shows it
 */
public record History(List<PastDeployment> deployments, List<HistoryEvent> swaps, Audit audit) {

    public History {
        deployments = List.copyOf(deployments);
        swaps = List.copyOf(swaps);
    }

    /**
     * How far the audit log shows an environment.
     *
     * @param first the time of its first event about the environment; empty if it has none or was not read
     * @param unread the reason why it could not be read; empty if it was read
     */
    public record Audit(Optional<Instant> first, Optional<String> unread) {}

    /** The newest deployments, and the swaps that are not older. */
    public History newest(int deployments) {
        if (this.deployments.size() <= deployments) {
            return this;
        }
        List<PastDeployment> shown = this.deployments.subList(0, deployments);
        Optional<Instant> oldest = shown.stream()
                .map(deployment -> deployment.events().get(0).at())
                .min(Instant::compareTo);
        return new History(
                shown,
                swaps.stream()
                        .filter(swap ->
                                oldest.filter(time -> swap.at().isBefore(time)).isEmpty())
                        .toList(),
                audit);
    }
}
