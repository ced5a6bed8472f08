package dev.verdigris.core.readiness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;

/**
 * A change of state of a replica's process: a row of {@code mz_internal.mz_cluster_replica_status_history}.
 *
 * @param replica the replica
 * @param process the number of the process
 * @param at the time of the change
 * @param online whether it is online since then
 * @param outOfMemory whether it is offline because it was killed for its use of memory
 */
public record ReplicaEvent(ReplicaId replica, long process, Instant at, boolean online, boolean outOfMemory) {

    /**
     * The crashes that events show. A process that has not been online is offline at its start, and the server
     * writes an event for it. So a process crashes when it goes from online to offline. A process that the events do
     * not show online before is taken to start, unless it was killed for its use of memory: that is a crash always. A
     * process crashes only once before it is online again. The server may report the reason in a later event.
     */
    public static List<Observation.Crash> crashes(List<ReplicaEvent> events) {
        Map<Process, List<ReplicaEvent>> processes = new LinkedHashMap<>();
        events.stream()
                .sorted(Comparator.comparing(ReplicaEvent::at))
                .forEach(event -> processes
                        .computeIfAbsent(new Process(event.replica(), event.process()), any -> new ArrayList<>())
                        .add(event));
        return processes.values().stream().flatMap(each -> ofOne(each).stream()).toList();
    }

    private static List<Observation.Crash> ofOne(List<ReplicaEvent> events) {
        List<Observation.Crash> crashes = new ArrayList<>();
        Optional<Observation.Crash> down = Optional.empty();
        boolean wasOnline = false;
        for (ReplicaEvent event : events) {
            if (event.online()) {
                down.ifPresent(crashes::add);
                down = Optional.empty();
            } else if (down.isPresent()) {
                down = down.map(crash -> event.outOfMemory() ? crash.forWantOfMemory() : crash);
            } else if (wasOnline || event.outOfMemory()) {
                down = Optional.of(event.crash());
            }
            wasOnline = event.online();
        }
        down.ifPresent(crashes::add);
        return crashes;
    }

    private Observation.Crash crash() {
        return new Observation.Crash(replica, process, at, outOfMemory);
    }

    private record Process(ReplicaId replica, long number) {}
}
