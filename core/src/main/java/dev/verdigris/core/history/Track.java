package dev.verdigris.core.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.history.HistoryEvent.Source;
import dev.verdigris.core.history.HistoryEvent.What;
import dev.verdigris.core.name.SchemaName;

/** The life of one state view, as the audit log shows it. */
final class Track {

    /** A verb that replaces a state view creates the next one right after the drop. */
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    private final SchemaName lock;
    private final Set<FencingToken> tokens = new HashSet<>();
    private final List<HistoryEvent> events = new ArrayList<>();
    private Optional<Instant> created = Optional.empty();
    private Optional<Instant> dropped = Optional.empty();
    private boolean renamed;
    private boolean dropping;
    private boolean wentLive;
    private boolean live;

    Track(SchemaName lock) {
        this.lock = lock;
    }

    SchemaName lock() {
        return lock;
    }

    List<HistoryEvent> events() {
        return List.copyOf(events);
    }

    boolean had(FencingToken token) {
        return tokens.contains(token);
    }

    /** Whether the state view exists and its deployment may change. */
    boolean isActive() {
        return dropped.isEmpty() && !dropping;
    }

    /** What became of it, as far as the audit log shows; it does not know the present state of the catalog. */
    Fate fate() {
        if (dropped.isEmpty()) {
            return Fate.UNKNOWN;
        }
        if (!dropping) {
            return Fate.STATE_VIEW_DROPPED;
        }
        if (live) {
            return Fate.CLEANED_UP;
        }
        return wentLive ? Fate.ROLLED_BACK : Fate.ABORTED;
    }

    void created(StateView view, AuditEvent event) {
        created = Optional.of(event.occurredAt());
        tokens.add(view.token());
        live = view.phase() == Phase.PROMOTED;
        add(view.phase() == Phase.STAGED ? What.INIT : What.ADOPT, event);
    }

    void renamed(Phase from, StateView view, AuditEvent event) {
        renamed = true;
        tokens.add(view.token());
        if (events.isEmpty()) {
            live = from == Phase.PROMOTED;
        }
        switch (view.phase()) {
            case STAGED -> add(What.BUILD_OR_CHECK, event);
            case PROMOTED -> {
                if (from != Phase.PROMOTED) {
                    goesLive();
                    add(What.PROMOTE, event);
                }
            }
            case ROLLED_BACK -> {
                add(live ? What.ROLLBACK : What.BUILD_OR_CHECK, event);
                live = false;
            }
            case DROPPING -> {
                dropping = true;
                add(live ? What.CLEANUP : What.ABORT, event);
            }
        }
    }

    void dropped(StateView view, AuditEvent event) {
        dropped = Optional.of(event.occurredAt());
        tokens.add(view.token());
        dropping |= view.phase() == Phase.DROPPING;
        add(dropping ? What.END : What.STATE_VIEW_DROPPED, event);
    }

    /**
     * The next state view of the lock schema was created. If the same role dropped this one right before, a verb has
     * replaced it, and nobody has unlocked it by hand.
     */
    void followed(AuditEvent creation) {
        boolean atOnce = dropped.filter(end -> !creation.occurredAt().isAfter(end.plus(AT_ONCE)))
                .isPresent();
        if (atOnce && !dropping && events.getLast().by().equals(creation.user())) {
            dropping = true;
            events.removeLast();
            events.add(HistoryEvent.of(What.END, dropped.orElseThrow(), creation.user(), Source.AUDIT_LOG));
        }
    }

    /** Another tool has swapped pairs, perhaps one after the other. */
    void swapped(HistoryEvent swap, List<Pair> all) {
        HistoryEvent joined = join(events, swap);
        if (joined.pairs().containsAll(all)) {
            What what = live ? What.ROLLED_BACK_BY_ANOTHER_TOOL : What.PROMOTED_BY_ANOTHER_TOOL;
            if (live) {
                live = false;
            } else {
                goesLive();
            }
            events.set(
                    events.size() - 1,
                    new HistoryEvent(
                            what, joined.at(), joined.by(), joined.source(), joined.pairs(), joined.through()));
        }
    }

    /** Adds a swap, as one event with the swap of other pairs by the same role right before it. Returns the event. */
    static HistoryEvent join(List<HistoryEvent> events, HistoryEvent swap) {
        HistoryEvent joined = swap;
        if (!events.isEmpty()) {
            HistoryEvent last = events.get(events.size() - 1);
            if (last.what() == What.SWAPPED_ELSEWHERE
                    && last.by().equals(swap.by())
                    && last.through().equals(swap.through())
                    && Collections.disjoint(last.pairs(), swap.pairs())) {
                events.remove(events.size() - 1);
                List<Pair> both = new ArrayList<>(last.pairs());
                both.addAll(swap.pairs());
                joined = new HistoryEvent(swap.what(), swap.at(), swap.by(), swap.source(), both, swap.through());
            }
        }
        events.add(joined);
        return joined;
    }

    private void goesLive() {
        live = true;
        wentLive = true;
    }

    private void add(What what, AuditEvent event) {
        events.add(HistoryEvent.of(what, event.occurredAt(), event.user(), Source.AUDIT_LOG));
    }

    /**
     * Whether it was dropped by its own run because another state view existed before: in its lock schema, or in one of
     * another environment. In the second case only a drop by the same role right after the creation counts.
     *
     * @param foreign the state views in the lock schemas of other environments
     */
    boolean lostAgainst(Collection<Track> all, Collection<Track> foreign) {
        return !renamed
                && !dropping
                && created.isPresent()
                && dropped.isPresent()
                && (all.stream()
                                .anyMatch(other ->
                                        other != this && other.lock.equals(lock) && other.existedAt(created.get()))
                        || isWithdrawn() && foreign.stream().anyMatch(other -> other.existedAt(created.get())));
    }

    private boolean isWithdrawn() {
        return !dropped.orElseThrow().isAfter(created.orElseThrow().plus(AT_ONCE))
                && events.getFirst().by().equals(events.getLast().by());
    }

    private boolean existedAt(Instant time) {
        return created.filter(time::isBefore).isEmpty()
                && dropped.filter(end -> !end.isAfter(time)).isEmpty();
    }
}
