package dev.verdigris.core.guard.sinks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.sink.KafkaSink;
import dev.verdigris.core.sink.SinkInputs;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sink.Topic;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;

/** The rules of the ways that users choose for sinks. */
public final class WayRules {

    private static final Place.Setting SINKS = Place.Setting.SINKS;

    private final DeploymentView view;
    private final CatalogSnapshot catalog;

    private WayRules(DeploymentView view) {
        this.view = view;
        this.catalog = view.catalog();
    }

    /**
     * The choices of a run for sinks that do not exist. A sink that is gone may have been replaced by the one it made.
     */
    public static List<Problem> unknown(DeploymentView view, SinkWays asked) {
        return new WayRules(view).unknown(asked);
    }

    /**
     * The choices that cannot be carried out, or that refuse.
     *
     * @param from the side that the sinks read now: before the swap the live one, after it the suffixed one
     */
    public static List<Problem> problems(DeploymentView view, SinkWays ways, Side from) {
        WayRules rules = new WayRules(view);
        List<Problem> problems = new ArrayList<>();
        OutsideSinks.reading(view, from).forEach((sink, read) -> {
            ObjectName name = view.catalog().nameOf(sink);
            if (!ways.made().contains(name)) {
                rules.problem(sink, read, ways).ifPresent(problems::add);
            }
        });
        return problems;
    }

    /**
     * The sinks that stay on the previous version after the swap, because their way cannot be carried out or refuses.
     */
    public static List<Problem> left(DeploymentView view, SinkWays ways) {
        return problems(view, ways, Side.SUFFIXED).stream()
                .map(way -> new Problem(
                        ProblemCode.SINK_PENDING,
                        way.where() + " still reads the previous version: " + way.what(),
                        way.where(),
                        way.fix()))
                .toList();
    }

    /** Why the way of one sink cannot be carried out, or that it refuses. */
    public static Optional<Problem> problem(DeploymentView view, Item sink, Item read, SinkWays ways) {
        return new WayRules(view).problem(sink, read, ways);
    }

    /** Whether nothing stands against a new sink beside another one. */
    public static boolean canBeMade(DeploymentView view, Item beside, Topic topic, SinkWays ways) {
        return new WayRules(view).why(beside, topic, ways).isEmpty();
    }

    /** The sink that publishes a relation in a topic of its own beside another sink, if it exists. */
    public static Optional<Item> made(CatalogSnapshot catalog, Item beside, Item relation, Topic topic) {
        return sink(catalog, SinkWays.made(catalog.nameOf(beside), topic))
                .filter(sink -> SinkInputs.source(catalog, sink)
                        .filter(relation::equals)
                        .isPresent());
    }

    /**
     * The sinks that stay on the suffixed side because a deployment has published another version beside them; after a
     * rollback, the sinks that the deployment has made.
     */
    public static List<Item> kept(DeploymentView view) {
        WayRules rules = new WayRules(view);
        SinkWays ways = view.sinkWays();
        return OutsideSinks.reading(view, Side.SUFFIXED).keySet().stream()
                .filter(sink -> rules.isKept(view.catalog().nameOf(sink), ways))
                .toList();
    }

    private boolean isKept(ObjectName name, SinkWays ways) {
        return ways.made().contains(name)
                || ways.of(name) instanceof SinkWay.Republish republish
                        && sink(catalog, SinkWays.made(name, republish.topic()))
                                .filter(made -> reads(made, Side.LIVE))
                                .isPresent();
    }

    /** The problem of a kept sink for a verb that drops what it reads. */
    public static Problem ofDropped(CatalogSnapshot catalog, Item sink) {
        String what = Messages.of(catalog, sink);
        return new Problem(
                ProblemCode.SINK_KEPT,
                what + " publishes the version that the verb drops, in a topic of its own",
                what,
                Fix.choice(
                        Fix.either("as long as somebody reads its topic, change nothing and drop this side later"),
                        Fix.either(
                                "keep the statement that makes it again",
                                Fix.sql(Ddl.showCreate(catalog.targetOf(sink)))),
                        Fix.accept(
                                ProblemCode.SINK_KEPT,
                                Messages.subject(catalog, sink),
                                "the verb drops the sink; its topic stays as it is")));
    }

    private boolean reads(Item sink, Side side) {
        return SinkInputs.source(catalog, sink)
                .filter(read -> view.pairs().sideOf(read) == side)
                .isPresent();
    }

    private List<Problem> unknown(SinkWays asked) {
        List<String> known = OutsideSinks.of(view).stream()
                .map(sink -> Messages.subject(catalog, sink).toString())
                .sorted()
                .toList();
        List<Problem> problems = new ArrayList<>();
        for (Map.Entry<ObjectName, SinkWay> choice : asked.chosen().entrySet()) {
            boolean replaced = choice.getValue() instanceof SinkWay.Republish republish
                    && sink(catalog, SinkWays.made(choice.getKey(), republish.topic()))
                            .isPresent();
            String name = Subject.of(choice.getKey()).toString();
            if (!replaced && !known.contains(name)) {
                problems.add(new Problem(
                        ProblemCode.SINK_CHOICE,
                        choice.getValue().word() + " was chosen for sink " + name
                                + ", and no sink outside the pairs has that name",
                        "sink " + name,
                        Fix.edit(
                                known.isEmpty()
                                        ? "remove this choice; no sink exists outside the pairs"
                                        : "correct the name; these sinks exist: " + String.join(", ", known),
                                SINKS)));
            }
        }
        return problems;
    }

    private Optional<Problem> problem(Item sink, Item read, SinkWays all) {
        return switch (all.of(catalog.nameOf(sink))) {
            case SinkWay.Repoint repoint -> Optional.empty();
            case SinkWay.Refuse refuse -> Optional.of(refused(sink));
            case SinkWay.Republish republish ->
                view.pairs()
                                .counterpartOf(read)
                                .flatMap(target -> made(catalog, sink, target, republish.topic()))
                                .isPresent()
                        ? Optional.empty()
                        : why(sink, republish.topic(), all).map(fact -> impossible(sink, republish.topic(), fact));
        };
    }

    private Problem refused(Item sink) {
        String what = Messages.of(catalog, sink);
        return new Problem(
                ProblemCode.SINK_REFUSED,
                "the way \"" + new SinkWay.Refuse().word() + "\" was chosen for " + what,
                what,
                Fix.choice(
                        Fix.either("change nothing until the readers of its topic are ready for the new version"),
                        Fix.either("if they are, choose another way", Fix.edit("choose repoint or republish", SINKS))));
    }

    private Problem impossible(Item sink, Topic topic, String fact) {
        String what = Messages.of(catalog, sink);
        return new Problem(
                ProblemCode.SINK_CHOICE,
                what + " cannot be published again in topic " + topic + ": " + fact,
                what,
                Fix.edit("choose another topic, or another way", SINKS));
    }

    /** Why a sink cannot be published again; empty if nothing is known that stands against it. */
    private Optional<String> why(Item sink, Topic topic, SinkWays all) {
        if (sink.subtype().filter(kind -> !kind.equals("kafka")).isPresent()) {
            return Optional.of("it does not write to Kafka");
        }
        if (sink.createSql().flatMap(KafkaSink::of).isEmpty()
                || sink.cluster().flatMap(catalog::cluster).isEmpty()) {
            return Optional.of("its definition cannot be read");
        }
        ObjectName name = catalog.nameOf(sink);
        Optional<String> writer = catalog.items().stream()
                .filter(other -> other.kind() == ItemKind.SINK
                        && other.createSql()
                                .flatMap(KafkaSink::of)
                                .filter(output -> output.topic().equals(topic.name()))
                                .isPresent())
                .map(other -> Messages.of(catalog, other))
                .findFirst();
        if (writer.isPresent()) {
            return writer.map(other -> other + " writes into this topic already");
        }
        boolean twice = all.chosen().entrySet().stream()
                .anyMatch(other ->
                        !other.getKey().equals(name) && other.getValue().equals(new SinkWay.Republish(topic)));
        if (twice) {
            return Optional.of("the same topic was chosen for another sink");
        }
        ObjectName made = SinkWays.made(name, topic);
        return catalog.itemsNamed(sink.schema(), made.name()).stream()
                .findFirst()
                .map(taken -> "the new sink gets the name of its topic, and " + Messages.of(catalog, taken)
                        + " exists already");
    }

    private static Optional<Item> sink(CatalogSnapshot catalog, ObjectName name) {
        return catalog.schema(name.schema()).stream()
                .flatMap(schema -> catalog.itemsNamed(schema.id(), name.name()).stream())
                .filter(item -> item.kind() == ItemKind.SINK)
                .findFirst();
    }
}
