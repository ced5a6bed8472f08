package dev.verdigris.core.guard.identity;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.guard.drift.Trail;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.TimeText;

/**
 * Whether a suffixed side without a lock schema is, for sure, the previous one. Its schemas and clusters
 * must be older than the live ones and must have had their names. That is not enough: another tool can build the next
 * release into the schemas of the previous one. So its objects must be those that it had when it lost the live names.
 */
final class ProvenPrevious {

    private final DeploymentView view;
    private final Trail trail;
    private final List<AuditEvent> lost;

    private ProvenPrevious(DeploymentView view, Trail trail, List<AuditEvent> lost) {
        this.view = view;
        this.trail = trail;
        this.lost = lost;
    }

    /**
     * The side, if each schema and cluster of it was live and is older than its live half. Empty if there is a lock
     * schema. The audit log is read only if each is older.
     */
    static Optional<ProvenPrevious> of(DeploymentView view) {
        List<ResolvedPairs.Resolved> pairs = view.pairs().all();
        boolean older = pairs.stream().allMatch(SideRules::isOlder);
        if (!older || !(view.state() instanceof DeploymentState.None)) {
            return Optional.empty();
        }
        Trail trail = Trail.of(view.catalog());
        List<AuditEvent> lost = pairs.stream()
                .flatMap(pair -> SideRules.losing(trail, pair).stream())
                .sorted(Comparator.comparingLong(AuditEvent::id))
                .toList();
        return Optional.of(new ProvenPrevious(view, trail, lost)).filter(side -> lost.size() == pairs.size());
    }

    /** The event by which the side lost the live names, if it is still what it was then. */
    Optional<AuditEvent> promotion() {
        return changed().isEmpty() ? Optional.of(lost.getLast()) : Optional.empty();
    }

    /** What was made on the side or dropped from it after it had lost the live names; empty if it is what it was. */
    Optional<String> changed() {
        Map<Boolean, List<Item>> made = newObjects()
                .collect(Collectors.partitioningBy(item -> trail.creating(item).isPresent()));
        List<String> created = named(made.getOrDefault(true, List.of()));
        List<String> dropped = dropped().filter(each -> !created.contains(each)).toList();
        return Stream.of(
                        clause(created, "created on it"),
                        clause(dropped, "dropped from it"),
                        names(named(made.getOrDefault(false, List.of())))
                                .map(names -> names + " may have been created on it, because nothing shows when"))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + ", and " + other)
                .map(what ->
                        "since " + TimeText.of(lost.getLast().occurredAt()) + ", when it lost the live names, " + what);
    }

    /**
     * The objects of the side that are not shown to be older than the promotion. The audit log can be shorter than an
     * object is old. Then an object counts as old if some live object from before the promotion has a greater id.
     */
    private Stream<Item> newObjects() {
        Optional<ItemId> newest = view.pairs().itemsOf(Side.LIVE).stream()
                .filter(item -> trail.creating(item).filter(this::isLater).isEmpty())
                .map(Item::id)
                .max(CatalogId.ORDER);
        return view.pairs().itemsOf(Side.SUFFIXED).stream()
                .filter(item -> trail.creating(item).map(this::isLater).orElseGet(() -> isNewer(item, newest)));
    }

    private static boolean isNewer(Item item, Optional<ItemId> newest) {
        return newest.filter(id -> CatalogId.ORDER.compare(item.id(), id) < 0).isEmpty();
    }

    /** The objects that were dropped on the side after the promotion, by kind and name. */
    private Stream<String> dropped() {
        return view.environment().pairs().stream()
                .map(Pair::suffixed)
                .filter(Target.OfSchema.class::isInstance)
                .map(Target.OfSchema.class::cast)
                .flatMap(schema -> trail.dropped(schema.name(), this::isLater))
                .distinct();
    }

    private boolean isLater(AuditEvent event) {
        return event.id() > lost.getFirst().id();
    }

    private List<String> named(List<Item> items) {
        return items.stream().map(item -> Messages.of(view.catalog(), item)).toList();
    }

    private static Optional<String> clause(List<String> names, String done) {
        return names(names).map(text -> text + (names.size() == 1 ? " was " : " were ") + done);
    }

    private static Optional<String> names(List<String> all) {
        String shown = all.stream().limit(SideRules.SHOWN).collect(Collectors.joining(", "));
        int more = all.size() - SideRules.SHOWN;
        return Optional.of(shown + (more > 0 ? " and " + Count.of(more, "other object") : ""))
                .filter(text -> !text.isEmpty());
    }
}
