package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.guard.sinks.WayRules;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.sink.KafkaSink;
import dev.verdigris.core.sink.SinkInputs;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sink.Topic;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.WaitStep;

/**
 * Finds the sinks that must follow a swap, in every phase: each sink outside the pairs that reads an object with a
 * suffixed name, if a live object of the same name exists that a sink can read. After a promotion these are the sinks
 * on the previous side; after a rollback, those on the staged side. Sinks that the deployment has made stay.
 */
final class SinkPlanner {

    private SinkPlanner() {}

    /** The remaining sinks to re-point or to publish again, by name. */
    public static List<PlannedStep> followUp(DeploymentView view, SinkWays ways) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs sides = view.pairs();
        List<PlannedStep> steps = new ArrayList<>();
        for (Item sink : followers(view, ways)) {
            readFrom(catalog, sides, sink)
                    .ifPresent(read -> target(catalog, sides, read)
                            .flatMap(target -> step(view, sink, read, target, ways))
                            .ifPresent(steps::add));
        }
        return List.copyOf(steps);
    }

    private static Optional<PlannedStep> step(DeploymentView view, Item sink, Item read, Item target, SinkWays ways) {
        CatalogSnapshot catalog = view.catalog();
        return switch (ways.of(catalog.nameOf(sink))) {
            case SinkWay.Repoint repoint ->
                Optional.of(new PlannedStep(
                        new Step.RepointSink(
                                catalog.nameOf(sink),
                                sink.id(),
                                catalog.nameOf(read),
                                catalog.nameOf(target),
                                target.id()),
                        "it reads " + catalog.nameOf(read) + ", which is not live"));
            case SinkWay.Republish republish ->
                WayRules.made(catalog, sink, target, republish.topic()).isEmpty()
                                && WayRules.canBeMade(view, sink, republish.topic(), ways)
                        ? created(catalog, sink, target, republish.topic())
                                .map(step -> new PlannedStep(
                                        step, "sink " + catalog.nameOf(sink) + " stays on the previous version"))
                        : Optional.empty();
            case SinkWay.Refuse refuse -> Optional.empty();
        };
    }

    private static Optional<Step> created(CatalogSnapshot catalog, Item sink, Item target, Topic topic) {
        return sink.createSql()
                .flatMap(KafkaSink::of)
                .flatMap(output -> sink.cluster()
                        .flatMap(catalog::cluster)
                        .map(cluster -> new Step.RepublishSink(
                                catalog.nameOf(sink),
                                sink.id(),
                                SinkWays.made(catalog.nameOf(sink), topic),
                                cluster.name(),
                                catalog.nameOf(target),
                                target.id(),
                                output,
                                topic)));
    }

    /**
     * The sinks that a swap concerns: before it those that read the live side, after it those that read the suffixed
     * one.
     */
    static List<ObjectName> moving(DeploymentView view) {
        Side side = view.mayBeStaged() ? Side.LIVE : Side.SUFFIXED;
        return sinks(view.catalog(), view.pairs()).stream()
                .filter(sink -> SinkInputs.source(view.catalog(), sink)
                        .filter(read -> view.pairs().sideOf(read) == side)
                        .isPresent())
                .map(view.catalog()::nameOf)
                .toList();
    }

    /** Sinks that stay where they are, because the version of another side was published again; one sentence each. */
    static List<String> kept(DeploymentView view) {
        return WayRules.kept(view).stream()
                .map(sink -> "Sink " + view.catalog().nameOf(sink)
                        + " stays on the version that is not live. The verb that drops this version asks before it drops"
                        + " the sink.")
                .toList();
    }

    /** Sinks that read the live side and are not known to run. */
    static List<WaitStep.AwaitSinks.Sink> notRunning(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        List<WaitStep.AwaitSinks.Sink> found = new ArrayList<>();
        for (Item sink : sinks(catalog, view.pairs())) {
            SinkInputs.source(catalog, sink)
                    .filter(read -> view.pairs().sideOf(read) == Side.LIVE)
                    .filter(read -> catalog.status(sink.id())
                            .filter(status -> status.state() == RunStatus.State.RUNNING)
                            .isEmpty())
                    .ifPresent(read -> found.add(
                            new WaitStep.AwaitSinks.Sink(sink.id(), catalog.nameOf(sink), catalog.nameOf(read))));
        }
        return found;
    }

    /** Sinks that read the suffixed side and cannot follow, one sentence each. */
    static List<String> left(DeploymentView view, SinkWays ways) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs sides = view.pairs();
        List<String> notes = new ArrayList<>();
        for (Item sink : followers(view, ways)) {
            readFrom(catalog, sides, sink)
                    .filter(read -> target(catalog, sides, read).isEmpty())
                    .ifPresent(read -> notes.add("Sink " + catalog.nameOf(sink) + " stays on " + catalog.nameOf(read)
                            + ": there is no live object of that name that a sink can read."));
        }
        return notes;
    }

    /** Sinks that hold on to objects of the suffixed side although they leave it, one sentence each. */
    static List<String> holding(DeploymentView view, SinkWays ways) {
        CatalogSnapshot catalog = view.catalog();
        List<String> notes = new ArrayList<>();
        for (Item sink : followers(view, ways)) {
            if (ways.of(catalog.nameOf(sink)) instanceof SinkWay.Republish) {
                continue;
            }
            List<String> held = SinkInputs.heldBy(catalog, sink).stream()
                    .filter(item -> view.pairs().sideOf(item) == Side.SUFFIXED)
                    .map(item -> catalog.nameOf(item).toString())
                    .toList();
            if (!held.isEmpty()) {
                notes.add("Sink " + catalog.nameOf(sink) + " has copied the comments of " + String.join(", ", held)
                        + ". The server does not drop what the sink names, so cleanup is refused until another sink"
                        + " replaces this one.");
            }
        }
        return notes;
    }

    private static List<Item> followers(DeploymentView view, SinkWays ways) {
        return sinks(view.catalog(), view.pairs()).stream()
                .filter(sink -> !ways.made().contains(view.catalog().nameOf(sink)))
                .toList();
    }

    private static List<Item> sinks(CatalogSnapshot catalog, ResolvedPairs sides) {
        return catalog.items().stream()
                .filter(item -> item.kind() == ItemKind.SINK && sides.sideOf(item) == Side.OUTSIDE)
                .sorted(Comparator.comparing(catalog::nameOf))
                .toList();
    }

    private static Optional<Item> readFrom(CatalogSnapshot catalog, ResolvedPairs sides, Item sink) {
        return SinkInputs.source(catalog, sink).filter(item -> sides.sideOf(item) == Side.SUFFIXED);
    }

    private static Optional<Item> target(CatalogSnapshot catalog, ResolvedPairs sides, Item read) {
        return sides.counterpartOf(read)
                .filter(counterpart -> counterpart.kind().feedsSinks()
                        && catalog.replacements().stream()
                                .noneMatch(pending -> pending.replacement().equals(counterpart.id())));
    }
}
