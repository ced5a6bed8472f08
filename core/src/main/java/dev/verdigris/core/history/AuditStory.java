package dev.verdigris.core.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.history.AuditChange.Renamed;
import dev.verdigris.core.history.AuditChange.ViewCreated;
import dev.verdigris.core.history.AuditChange.ViewDropped;
import dev.verdigris.core.history.AuditChange.ViewRenamed;
import dev.verdigris.core.history.HistoryEvent.Source;
import dev.verdigris.core.history.HistoryEvent.What;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * What the audit log shows of an environment. The events of one transaction have one time, so a swap at the time of a
 * rename of the state view is a promotion or a rollback, and any other swap of the pairs is one by another tool.
 */
final class AuditStory {

    private final List<Pair> pairs;
    private final Set<SchemaName> locks;
    private final Map<String, Track> tracks = new LinkedHashMap<>();
    private final Map<String, Track> elsewhere = new LinkedHashMap<>();
    private final List<HistoryEvent> swaps = new ArrayList<>();
    private Optional<Instant> first = Optional.empty();

    private AuditStory(List<Pair> pairs, Set<SchemaName> locks) {
        this.pairs = pairs;
        this.locks = locks;
    }

    /** One event that has a meaning here. */
    private record Entry(AuditEvent event, AuditChange change) {}

    /**
     * Reads the events, in any order.
     *
     * @param locks the lock schemas that the environment can have
     * @param others tokens of deployments in these lock schemas that hold only other pairs
     */
    static AuditStory of(List<Pair> pairs, Set<SchemaName> locks, Set<FencingToken> others, List<AuditEvent> events) {
        List<Entry> entries = events.stream()
                .sorted(Comparator.comparingLong(AuditEvent::id))
                .flatMap(event -> AuditChange.of(event).map(change -> new Entry(event, change)).stream())
                .toList();
        Set<String> foreign = foreign(entries, others);
        AuditStory story = new AuditStory(pairs, locks);
        int at = 0;
        while (at < entries.size()) {
            Instant time = entries.get(at).event().occurredAt();
            List<Entry> transaction = entries.subList(at, entries.size()).stream()
                    .takeWhile(entry -> entry.event().occurredAt().equals(time))
                    .toList();
            at += transaction.size();
            story.transaction(transaction.stream()
                    .filter(entry ->
                            viewId(entry.change()).filter(foreign::contains).isEmpty())
                    .toList());
        }
        return story;
    }

    /** The ids of state views that had one of these tokens. */
    private static Set<String> foreign(List<Entry> entries, Set<FencingToken> tokens) {
        Set<String> ids = new HashSet<>();
        for (Entry entry : entries) {
            boolean theirs = names(entry.change())
                    .flatMap(name -> StateView.parse(name.name()).stream())
                    .anyMatch(view -> tokens.contains(view.token()));
            if (theirs) {
                viewId(entry.change()).ifPresent(ids::add);
            }
        }
        return ids;
    }

    private static Optional<String> viewId(AuditChange change) {
        return switch (change) {
            case ViewCreated created -> Optional.of(created.id());
            case ViewRenamed renamed -> Optional.of(renamed.id());
            case ViewDropped dropped -> Optional.of(dropped.id());
            case Renamed renamed -> Optional.empty();
        };
    }

    private static Stream<ObjectName> names(AuditChange change) {
        return switch (change) {
            case ViewCreated created -> Stream.of(created.name());
            case ViewRenamed renamed -> Stream.of(renamed.from(), renamed.to());
            case ViewDropped dropped -> Stream.of(dropped.name());
            case Renamed renamed -> Stream.empty();
        };
    }

    /** The state views of the environment, in the order of their first events. One that lost a race is left out. */
    List<Track> tracks() {
        return tracks.values().stream().filter(track -> !lost(track)).toList();
    }

    private boolean lost(Track track) {
        return track.lostAgainst(tracks.values(), elsewhere.values());
    }

    /** The swaps by other tools while there was no deployment, oldest first. */
    List<HistoryEvent> swaps() {
        return List.copyOf(swaps);
    }

    /** The time of the first event. */
    Optional<Instant> first() {
        return first;
    }

    private void transaction(List<Entry> entries) {
        boolean own = false;
        Optional<SchemaName> through = Optional.empty();
        for (Entry entry : entries) {
            Optional<SchemaName> lock =
                    names(entry.change()).map(ObjectName::schema).findFirst();
            if (lock.filter(locks::contains).isPresent()) {
                own = true;
                ofStateView(entry, tracks);
                seen(entry.event());
            } else if (lock.isPresent()) {
                through = lock;
                ofStateView(entry, elsewhere);
            }
        }
        List<Pair> swapped = swapped(entries);
        if (!own && !swapped.isEmpty()) {
            swapped(entries.get(0).event(), swapped, through);
        }
    }

    private void ofStateView(Entry entry, Map<String, Track> those) {
        AuditEvent event = entry.event();
        switch (entry.change()) {
            case ViewCreated created ->
                StateView.parse(created.name().name()).ifPresent(view -> {
                    SchemaName lock = created.name().schema();
                    those.values().stream()
                            .filter(before -> before.lock().equals(lock))
                            .reduce((one, other) -> other)
                            .filter(before -> !lost(before))
                            .ifPresent(before -> before.followed(event));
                    track(those, created.id(), lock).created(view, event);
                });
            case ViewRenamed renamed ->
                StateView.parse(renamed.to().name()).ifPresent(view -> {
                    Phase from = StateView.parse(renamed.from().name())
                            .map(StateView::phase)
                            .orElse(view.phase());
                    track(those, renamed.id(), renamed.to().schema()).renamed(from, view, event);
                });
            case ViewDropped dropped ->
                StateView.parse(dropped.name().name())
                        .ifPresent(view -> track(
                                        those, dropped.id(), dropped.name().schema())
                                .dropped(view, event));
            case Renamed renamed -> {}
        }
    }

    private static Track track(Map<String, Track> those, String id, SchemaName lock) {
        return those.computeIfAbsent(id, unknown -> new Track(lock));
    }

    private void seen(AuditEvent event) {
        if (first.isEmpty()) {
            first = Optional.of(event.occurredAt());
        }
    }

    /** The pairs of which one transaction has renamed both halves to the name of the other. */
    private List<Pair> swapped(List<Entry> entries) {
        Set<Target> old = new HashSet<>();
        Set<Target> now = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.change() instanceof Renamed renamed) {
                old.add(renamed.from());
                now.add(renamed.to());
            }
        }
        return pairs.stream()
                .filter(pair -> old.contains(pair.live())
                        && old.contains(pair.suffixed())
                        && now.contains(pair.live())
                        && now.contains(pair.suffixed()))
                .toList();
    }

    private void swapped(AuditEvent event, List<Pair> swapped, Optional<SchemaName> through) {
        seen(event);
        Optional<Track> active =
                tracks.values().stream().filter(Track::isActive).reduce((one, other) -> other);
        HistoryEvent swap = new HistoryEvent(
                What.SWAPPED_ELSEWHERE, event.occurredAt(), event.user(), Source.AUDIT_LOG, swapped, through);
        active.ifPresentOrElse(track -> track.swapped(swap, pairs), () -> Track.join(swaps, swap));
    }
}
