package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.guard.sinks.OutsideSinks;
import dev.verdigris.core.guard.sinks.SinkTargets;
import dev.verdigris.core.guard.sinks.WayRules;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sink.KafkaSink;
import dev.verdigris.core.sink.SinkInputs;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sink.Topic;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.WaitStep;

/**
 * Finds the sinks that must follow a swap, in every phase: each sink outside the pairs that reads an object with a
 * suffixed name, if the live object of the same name suits it. After a promotion these are the sinks on the previous
 * side; after a rollback, those on the staged side. Sinks that the deployment has made stay.
 */
final class SinkPlanner {

    private SinkPlanner() {}

    /** The remaining sinks to re-point or to publish again, by name. */
    static List<PlannedStep> followUp(DeploymentView view, SinkWays ways) {
        List<PlannedStep> steps = new ArrayList<>();
        followers(view, ways)
                .forEach((sink, read) -> SinkTargets.of(view, sink, read, way(view, sink, ways))
                        .flatMap(target -> step(view, sink, read, target, ways))
                        .ifPresent(steps::add));
        return List.copyOf(steps);
    }

    /**
     * The same without a look at columns, which not every reading has. Instead it leaves out the sinks of which the
     * user has accepted that their columns do not suit them.
     */
    static List<PlannedStep> expected(DeploymentView view, SinkWays ways) {
        Set<String> stay = view.consents().stream()
                .filter(consent -> consent.code().equals(ProblemCode.SINK_COLUMNS.code()))
                .flatMap(consent -> consent.subject().stream())
                .collect(Collectors.toSet());
        List<PlannedStep> steps = new ArrayList<>();
        followers(view, ways).forEach((sink, read) -> {
            if (!stay.contains(Messages.subject(view.catalog(), sink).toString())) {
                SinkTargets.readable(view, read)
                        .flatMap(target -> step(view, sink, read, target, ways))
                        .ifPresent(steps::add);
            }
        });
        return List.copyOf(steps);
    }

    private static SinkWay way(DeploymentView view, Item sink, SinkWays ways) {
        return ways.of(view.catalog().nameOf(sink));
    }

    private static Optional<PlannedStep> step(DeploymentView view, Item sink, Item read, Item target, SinkWays ways) {
        CatalogSnapshot catalog = view.catalog();
        return switch (way(view, sink, ways)) {
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
        return OutsideSinks.reading(view, view.mayBeStaged() ? Side.LIVE : Side.SUFFIXED).keySet().stream()
                .map(view.catalog()::nameOf)
                .toList();
    }

    /** Sinks that stay where they are, because the version of another side was published again; one sentence each. */
    static List<String> kept(DeploymentView view) {
        return WayRules.kept(view).stream()
                .map(sink -> "Sink " + view.catalog().nameOf(sink)
                        + " stays on the version that is not live. Cleanup or abort of that version is refused until the"
                        + " end of the sink is accepted (" + ProblemCode.SINK_KEPT.code() + ").")
                .toList();
    }

    /** Sinks that deployments have made and that read what a sink is re-pointed to, one sentence each. */
    static List<String> beside(DeploymentView view, SinkWays ways, List<PlannedStep> steps) {
        CatalogSnapshot catalog = view.catalog();
        List<String> notes = new ArrayList<>();
        OutsideSinks.reading(view, Side.LIVE).forEach((sink, read) -> {
            if (ways.made().contains(catalog.nameOf(sink))) {
                steps.stream()
                        .map(PlannedStep::step)
                        .filter(step -> step instanceof Step.RepointSink repoint
                                && repoint.to().equals(catalog.nameOf(read)))
                        .map(step -> (Step.RepointSink) step)
                        .forEach(repoint -> notes.add("Sink " + repoint.sink() + " and sink " + catalog.nameOf(sink)
                                + " both publish " + repoint.to() + " then, each in its topic."));
            }
        });
        return notes;
    }

    /** Sinks that read the live side and are not known to run. */
    static List<WaitStep.AwaitSinks.Sink> notRunning(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        List<WaitStep.AwaitSinks.Sink> found = new ArrayList<>();
        OutsideSinks.reading(view, Side.LIVE).forEach((sink, read) -> {
            if (catalog.status(sink.id())
                    .filter(status -> status.state() == RunStatus.State.RUNNING)
                    .isEmpty()) {
                found.add(new WaitStep.AwaitSinks.Sink(sink.id(), catalog.nameOf(sink), catalog.nameOf(read)));
            }
        });
        return found;
    }

    /** Sinks that read the suffixed side and cannot follow, one sentence each. */
    static List<String> left(DeploymentView view, SinkWays ways) {
        CatalogSnapshot catalog = view.catalog();
        List<String> notes = new ArrayList<>();
        followers(view, ways).forEach((sink, read) -> {
            String stays = "Sink " + catalog.nameOf(sink) + " stays on " + catalog.nameOf(read) + ": ";
            Optional<Item> target = SinkTargets.readable(view, read);
            if (target.isEmpty()) {
                notes.add(stays + "there is no live object of that name that a sink can read.");
                return;
            }
            List<String> why = SinkTargets.unsuited(catalog, sink, read, target.get(), way(view, sink, ways));
            if (!why.isEmpty()) {
                notes.add(stays + catalog.nameOf(target.get()) + " does not suit it: " + String.join("; ", why) + ".");
            }
        });
        return notes;
    }

    /** Sinks that hold on to objects of the suffixed side although they leave it, one sentence each. */
    static List<String> holding(DeploymentView view, SinkWays ways) {
        CatalogSnapshot catalog = view.catalog();
        List<String> notes = new ArrayList<>();
        for (Item sink : OutsideSinks.of(view)) {
            ObjectName name = catalog.nameOf(sink);
            if (ways.made().contains(name) || ways.of(name) instanceof SinkWay.Republish) {
                continue;
            }
            List<String> held = SinkInputs.heldBy(catalog, sink).stream()
                    .filter(item -> view.pairs().sideOf(item) == Side.SUFFIXED)
                    .map(item -> catalog.nameOf(item).toString())
                    .toList();
            if (!held.isEmpty()) {
                notes.add("Sink " + name + " has copied the comments of " + String.join(", ", held)
                        + ". The server does not drop what the sink names, so cleanup is refused until another sink"
                        + " replaces this one.");
            }
        }
        return notes;
    }

    /** The sinks that read the suffixed side, each with the object there, without those that a deployment has made. */
    private static Map<Item, Item> followers(DeploymentView view, SinkWays ways) {
        Map<Item, Item> followers = OutsideSinks.reading(view, Side.SUFFIXED);
        followers.keySet().removeIf(sink -> ways.made().contains(view.catalog().nameOf(sink)));
        return followers;
    }
}
